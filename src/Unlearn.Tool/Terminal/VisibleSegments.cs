using Spectre.Console.Rendering;
using Unlearn.Verification;

namespace Unlearn.Tool.Terminal;

/// <summary>Makes what a console draws harmless (<see cref="VisibleText"/>): colours and cursor movements are the console's own, all other control characters come from data.</summary>
internal sealed class VisibleSegments : IRenderHook
{
    public IEnumerable<IRenderable> Process(RenderOptions options, IEnumerable<IRenderable> renderables) =>
        renderables.Select(static one => new Visible(one));

    private sealed class Visible(IRenderable inner) : IRenderable
    {
        public Measurement Measure(RenderOptions options, int maxWidth) => inner.Measure(options, maxWidth);

        public IEnumerable<Segment> Render(RenderOptions options, int maxWidth) =>
            inner
                .Render(options, maxWidth)
                .Select(static segment =>
                    segment.IsControlCode || segment.IsLineBreak
                        ? segment
                        : new Segment(VisibleText.Escape(segment.Text), segment.Style)
                );
    }
}
