using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Models;
using DanVanDashboard.Filters;
using DanVanDashboard.Projection;

namespace DanVanDashboard.Features.Models;

/// <summary>What <c>/mo-hinh</c> is asked for, as in its query string: the filters of every page, and which number's list in which order.</summary>
public sealed record ModelListState
{
    /// <summary>The page.</summary>
    public const string Path = "/mo-hinh";

    /// <summary>The filters that it shares with the overview.</summary>
    public ViewState View { get; init; } = new();

    /// <summary><c>loc</c>: which number.</summary>
    public ModelMeasure Measure { get; init; }

    /// <summary><c>cap</c>: the highest level reached; with recognised models only.</summary>
    public RecognitionLevel? Level { get; init; }

    /// <summary><c>trang-thai</c>: stage at the period's end.</summary>
    public Stage? Stage { get; init; }

    /// <summary><c>trang-thai</c>: stages taken together.</summary>
    public StageGroup? Stages { get; init; }

    /// <summary><c>q</c>: words of name, owner, village or address.</summary>
    public string? Search { get; init; }

    /// <summary><c>muc-tieu</c>, <c>luu-hanh</c>, <c>nhan-rong</c>, <c>thieu</c>, <c>xac-minh</c>, <c>dot-nhap</c>.</summary>
    public ModelNarrow Narrow { get; init; } = ModelNarrow.Nothing;

    /// <summary>Whether the number is that of the cube: nothing narrows the list that it does not count by.</summary>
    public bool Plain => Search is null && !Narrow.Any;

    /// <summary><c>sap-xep</c>.</summary>
    public ModelOrder Order { get; init; }

    /// <summary><c>sau</c>: where the page begins.</summary>
    public string? After { get; init; }

    /// <summary>Reads the query; what it does not know counts as not said.</summary>
    public static ModelListState Of(ViewState view, string? measure, string? level, string? stage, string? search, string? order, string? after, ModelNarrow? narrow = null)
    {
        var of = Wire.Parse<ModelMeasure>(measure) ?? ModelMeasure.Registered;
        return new()
        {
            View = view, Measure = of, Level = of == ModelMeasure.Recognised ? Wire.Parse<RecognitionLevel>(level) : null, Stage = Wire.Parse<Stage>(stage),
            Stages = Wire.Parse<StageGroup>(stage),
            Search = string.IsNullOrWhiteSpace(search) ? null : search.Trim(), Order = Wire.Parse<ModelOrder>(order) ?? ModelOrder.Locality, After = string.IsNullOrEmpty(after) ? null : after, Narrow = narrow ?? ModelNarrow.Nothing,
        };
    }

    /// <summary>What this page asks for beyond the shared filters, as name and value; what is default is left out.</summary>
    public (string Name, string? Value)[] More =>
    [
        ("loc", Measure == ModelMeasure.Registered ? null : Wire.Name(Measure)), ("cap", Level is { } level ? Wire.Name(level) : null),
        ("trang-thai", Stage is { } stage ? Wire.Name(stage) : Stages is { } group ? Wire.Name(group) : null), ("q", Search), .. ModelNarrowQuery.Write(Narrow), ("sap-xep", Order == ModelOrder.Locality ? null : Wire.Name(Order)), ("sau", After),
    ];

    /// <summary>The address of this list, from its beginning unless <see cref="After"/> says otherwise.</summary>
    public string Href() => View.Href(Path, More);

    /// <summary>The address of a model, which remembers the list that it was opened from.</summary>
    public string HrefOf(string id) => (this with { After = null }).At($"{Path}/{Uri.EscapeDataString(id)}");

    /// <summary>The same question at another address.</summary>
    public string Href(string path) => At(path);

    private string At(string path) => View.Href(path, More);
}
