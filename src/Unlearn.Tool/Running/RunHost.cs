using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Unlearn.Engine.Running;
using Unlearn.Tool.Terminal;

namespace Unlearn.Tool.Running;

/// <summary>Wires what a run needs; the log goes to standard error.</summary>
internal static class RunHost
{
    /// <summary>A host that is not started; the caller disposes it.</summary>
    public static IHost Create(Consoles consoles, Verbosity verbosity)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<IHostLifetime, SilentLifetime>();
        builder.Services.AddSingleton<IExperimentRunner, ExperimentRunner>();
        builder.Services.AddSingleton(consoles);
        builder.Services.AddSingleton<IRunProgress>(services => Progress(services, verbosity));
        builder.Logging.SetMinimumLevel(Level(verbosity));
        builder.Logging.AddSimpleConsole(options =>
        {
            options.SingleLine = true;
            options.ColorBehavior = consoles.Capabilities is { Live: true, Colour: true }
                ? LoggerColorBehavior.Enabled
                : LoggerColorBehavior.Disabled;
        });
        builder.Services.Configure<ConsoleLoggerOptions>(static options =>
            options.LogToStandardErrorThreshold = LogLevel.Trace
        );
        return builder.Build();
    }

    private static IRunProgress Progress(IServiceProvider services, Verbosity verbosity)
    {
        Consoles consoles = services.GetRequiredService<Consoles>();
        TimeProvider clock = services.GetRequiredService<TimeProvider>();
        return consoles.Capabilities.Live && verbosity == Verbosity.Normal
            ? new LiveProgress(consoles, clock)
            : new PlainProgress(consoles, verbosity, clock);
    }

    private static LogLevel Level(Verbosity verbosity) =>
        verbosity switch
        {
            Verbosity.Quiet => LogLevel.Error,
            Verbosity.Detailed => LogLevel.Information,
            Verbosity.Diagnostic => LogLevel.Debug,
            _ => LogLevel.Warning,
        };
}
