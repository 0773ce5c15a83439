using System.Collections.Immutable;
using Unlearn.Core;
using Unlearn.Core.Names;

namespace Unlearn.Learning.Data.Catalog;

/// <summary>The published datasets that the product knows, with files, checksums, addresses and licences.</summary>
public static class DatasetCatalog
{
    private const string MnistServer = "https://ossci-datasets.s3.amazonaws.com/mnist/";
    private const string AdultTable = "c30ce1e55a965b04950321870db74c19f4aa437120a692f32e72f6a4fa31c418";
    private const string FashionServer = "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/";

    /// <summary>1,797 digits of 8x8 pixels; ships inside the product.</summary>
    public static NamedDataset Digits { get; } =
        new()
        {
            Name = "digits",
            Description = "1,797 handwritten digits, 8x8 grey, 10 classes",
            Files =
            [
                new("digits.csv.gz", "51098dd4fb4413f450dcab8c6ba598686a6c8654d0941d7d11ee9f12996e9400")
                {
                    Content = "08b4b8313387866126693255395a7c4a81054fd7c4232f2bd8363155e4328829",
                },
            ],
            Licence = "CC BY 4.0 (E. Alpaydin, C. Kaynak; UCI)",
            Page = "https://archive.ics.uci.edu/dataset/80",
            SubFolders = ["digits"],
            Shipped = true,
        };

    /// <summary>70,000 handwritten digits.</summary>
    public static NamedDataset Mnist { get; } =
        new()
        {
            Name = "mnist",
            Description = "60,000 + 10,000 handwritten digits, 28x28 grey, 10 classes",
            Files =
            [
                IdxFile(
                    MnistServer,
                    "train-images-idx3-ubyte",
                    "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609",
                    "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db"
                ),
                IdxFile(
                    MnistServer,
                    "train-labels-idx1-ubyte",
                    "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c",
                    "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5"
                ),
                IdxFile(
                    MnistServer,
                    "t10k-images-idx3-ubyte",
                    "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6",
                    "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7"
                ),
                IdxFile(
                    MnistServer,
                    "t10k-labels-idx1-ubyte",
                    "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6",
                    "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2"
                ),
            ],
            Licence = "CC BY-SA 3.0 (Y. LeCun, C. Cortes, C. Burges)",
            Page = "https://yann.lecun.com/exdb/mnist/",
            SubFolders = ["mnist"],
        };

    /// <summary>70,000 pictures of clothes.</summary>
    public static NamedDataset FashionMnist { get; } =
        new()
        {
            Name = "fashion-mnist",
            Description = "60,000 + 10,000 pictures of clothes, 28x28 grey, 10 classes",
            Files =
            [
                IdxFile(
                    FashionServer,
                    "train-images-idx3-ubyte",
                    "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84",
                    "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888"
                ),
                IdxFile(
                    FashionServer,
                    "train-labels-idx1-ubyte",
                    "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845",
                    "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9"
                ),
                IdxFile(
                    FashionServer,
                    "t10k-images-idx3-ubyte",
                    "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073",
                    "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b"
                ),
                IdxFile(
                    FashionServer,
                    "t10k-labels-idx1-ubyte",
                    "67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5",
                    "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34"
                ),
            ],
            Licence = "MIT (Zalando SE)",
            Page = "https://github.com/zalandoresearch/fashion-mnist",
            SubFolders = ["fashion-mnist"],
        };

    /// <summary>60,000 colour photos in 10 classes.</summary>
    public static NamedDataset Cifar10 { get; } =
        new()
        {
            Name = "cifar-10",
            Description = "50,000 + 10,000 colour photos, 3x32x32, 10 classes",
            Files =
            [
                new(
                    "cifar-10-binary.tar.gz",
                    "c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd",
                    "https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz"
                ),
            ],
            Licence = "none stated (A. Krizhevsky, 2009); free for research, cite it",
            Page = "https://www.cs.toronto.edu/~kriz/cifar.html",
            SubFolders = ["cifar-10"],
        };

    /// <summary>60,000 colour photos in 100 classes.</summary>
    public static NamedDataset Cifar100 { get; } =
        new()
        {
            Name = "cifar-100",
            Description = "50,000 + 10,000 colour photos, 3x32x32, 100 classes in 20 groups",
            Files =
            [
                new(
                    "cifar-100-binary.tar.gz",
                    "58a81ae192c23a4be8b1804d68e518ed807d710a4eb253b1f2a199162a40d8ec",
                    "https://www.cs.toronto.edu/~kriz/cifar-100-binary.tar.gz"
                ),
            ],
            Licence = "none stated (A. Krizhevsky, 2009); free for research, cite it",
            Page = "https://www.cs.toronto.edu/~kriz/cifar.html",
            SubFolders = ["cifar-100"],
        };

    /// <summary>5,010 people's visits to places.</summary>
    public static NamedDataset Location30 { get; } =
        new()
        {
            Name = "location-30",
            Description = "5,010 people's visits, 446 binary features, 30 classes",
            Files =
            [
                new(
                    "dataset_location.tgz",
                    "927203f85a868f8ee17a0ded1dc61699efe602167beabe34fbf45b4b1de94b33",
                    "https://github.com/privacytrustlab/datasets/raw/master/dataset_location.tgz"
                )
                {
                    Content = "ce6374b7f4f355a7826ff40c3051e3e0d7b63f3f8ded3c281be252d08ae44485",
                },
            ],
            Licence = "given out for research by its makers (R. Shokri et al., 2017; from Foursquare check-ins)",
            Page = "https://github.com/privacytrustlab/datasets",
            SubFolders = ["location-30", "location"],
        };

    /// <summary>32,561 people of the 1994 census.</summary>
    public static NamedDataset Adult { get; } =
        new()
        {
            Name = "adult",
            Description = "32,561 people of the 1994 census, 14 mixed columns, 2 classes",
            Files =
            [
                new(
                    "adult.data",
                    "5b00264637dbfec36bdeaab5676b0b309ff9eb788d63554ca0a249491c86603d",
                    "https://archive.ics.uci.edu/ml/machine-learning-databases/adult/adult.data"
                )
                {
                    Others =
                    [
                        new("adult.csv.gz", "937b0d95ef69b33d76bd4280560d8e96eaadad5dda870b2cf32401029ac64ec4")
                        {
                            Content = AdultTable,
                        },
                        new("adult.csv", AdultTable),
                    ],
                },
            ],
            Licence = "CC BY 4.0 (B. Becker, R. Kohavi; UCI)",
            Page = "https://archive.ics.uci.edu/dataset/2",
            SubFolders = ["adult"],
        };

    /// <summary>41,188 calls of a bank's campaign.</summary>
    public static NamedDataset BankMarketing { get; } =
        new()
        {
            Name = "bank-marketing",
            Description = "41,188 calls of a bank's campaign, 20 mixed columns, 2 classes",
            Files =
            [
                new(
                    "bank-additional.zip",
                    "e689f38cc6bd689f64f031e7a1fbe0849aabb7ad57544fc75068e30129bbd514",
                    "https://archive.ics.uci.edu/ml/machine-learning-databases/00222/bank-additional.zip"
                ),
            ],
            Licence = "CC BY 4.0 (S. Moro, P. Cortez, P. Rita, 2014; UCI)",
            Page = "https://archive.ics.uci.edu/dataset/222",
            SubFolders = ["bank-marketing"],
        };

    /// <summary>400 pictures of 40 people.</summary>
    public static NamedDataset OrlFaces { get; } =
        new()
        {
            Name = "orl-faces",
            Description = "400 pictures of 40 people, 112 rows x 92 columns, grey",
            Files = [new("orl_faces.zip", "e7c53d186a5016d768b80cb0d0114023022e14887bbed47078939464d44c52a1")],
            Licence = "free for research, credit to Olivetti Research Laboratory (F. Samaria, A. Harter, 1994)",
            Page = "https://cam-orl.co.uk/facedatabase.html",
            SubFolders = ["orl-faces", "orl_faces"],
        };

    /// <summary>Questions about 200 invented authors, and 20 whom no model is trained on.</summary>
    public static NamedDataset Tofu { get; } =
        new()
        {
            Name = "tofu",
            Description = "4,000 + 400 questions and answers about invented authors, text",
            Files =
            [
                TofuFile("full.json", "667baef2f26f781f1328701d8ea54bf25123ff22fb2d98574c96cd991cb54086"),
                TofuFile("holdout10.json", "84dda6f14e332685851704fe9024c5d1a87eacef3fc139f6f04936b5dd415f5d"),
                TofuFile("forget10_perturbed.json", "6fbcb946c57ea1d7b2124cea0e61bf3b5409d1bc10d02368f090109450ed73c7"),
                TofuFile("retain_perturbed.json", "fc69f33bad70d3dca65920bdb54380039e3e8872dd16bbae20c1a839b99533fb"),
                TofuFile(
                    "real_authors_perturbed.json",
                    "8213f46410296c7e3be602e493926bbe57534bccb073fab4a4143739ae0b1c39"
                ),
                TofuFile(
                    "world_facts_perturbed.json",
                    "5c7667debeb6ddc47b601c7e6352c0a3d7ff744a11abecaca6294ddc0b2c0306"
                ),
            ],
            Licence = "MIT (P. Maini, Z. Feng, A. Schwarzschild, Z. Lipton, J. Kolter)",
            Page = "https://huggingface.co/datasets/locuslab/TOFU",
            SubFolders = ["tofu"],
        };

    /// <summary>All of them, by name.</summary>
    public static ImmutableArray<NamedDataset> All { get; } =
    [Adult, BankMarketing, Cifar10, Cifar100, Digits, FashionMnist, Location30, Mnist, OrlFaces, Tofu];

    /// <summary>The dataset of that name.</summary>
    /// <exception cref="InputException">No such dataset; the message has the nearest name.</exception>
    public static NamedDataset Named(string name) =>
        All.FirstOrDefault(set => set.Name == name)
        ?? throw new InputException(
            $"no dataset is named '{name}'.{NearestName.Sentence(name, All.Select(static set => set.Name))}"
        );

    /// <summary>Looks for a dataset's files and compares their checksums; downloads nothing and changes nothing.</summary>
    public static ImmutableArray<DatasetFileStatus> Check(NamedDataset dataset, DataFolders folders) =>
        [.. dataset.Files.Select(file => NamedFiles.Check(dataset, file, folders))];

    private static DatasetFile TofuFile(string name, string content) => new(name, content);

    private static DatasetFile IdxFile(string server, string name, string published, string content) =>
        new($"{name}.gz", published, $"{server}{name}.gz")
        {
            Content = content,
            Others = [new(name, content), new(name.Replace("-idx", ".idx", StringComparison.Ordinal), content)],
        };
}
