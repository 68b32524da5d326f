using DanVanDashboard.Cube;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Models;

namespace DanVanDashboard.Projection;

/// <summary>Which number of a summary a list of models stands behind. The rules are those of the cube (decision 0005).</summary>
public enum ModelMeasure
{
    /// <summary>Đăng ký: registered or carried over in the period.</summary>
    Registered,

    /// <summary>Đăng ký mới.</summary>
    RegisteredNew,

    /// <summary>Duy trì: only carried over in the period.</summary>
    CarriedOver,

    /// <summary>Đang thực hiện at the period's end.</summary>
    InProgress,

    /// <summary>Được công nhận.</summary>
    Recognised,

    /// <summary>Điển hình tiên tiến.</summary>
    Exemplar,

    /// <summary>Được khen thưởng.</summary>
    Commended,

    /// <summary>Nhân rộng: the number counts replications, the list their originals.</summary>
    Replicated,

    /// <summary>Dừng thực hiện.</summary>
    Stopped,

    /// <summary>Chưa cập nhật 02 kỳ: as it stands today, whatever the period; see <see cref="Staleness"/>. No number of the cube.</summary>
    Stale,
}

/// <summary>Order of a list of models.</summary>
public enum ModelOrder
{
    /// <summary>Localities in administrative order, then non-local bodies in protocol order; within each by name.</summary>
    Locality,

    /// <summary>Vietnamese order of names.</summary>
    Name,

    /// <summary>Registered last first; undated last.</summary>
    Newest,

    /// <summary>Registered first first; undated last.</summary>
    Oldest,

    /// <summary>Changed last first.</summary>
    Changed,

    /// <summary>By how far they have come today, from pending to those that left; within each by name.</summary>
    Stage,

    /// <summary>By the points of the last conclusion that stands today, the highest first; those without points after them by name.</summary>
    Score,
}

/// <summary>What narrows a list beyond what the cube counts by; the number of such a list is counted in the store.</summary>
public sealed record ModelNarrow
{
    /// <summary>Narrows nothing.</summary>
    public static readonly ModelNarrow Nothing = new();

    /// <summary>Cấp đề nghị công nhận.</summary>
    public RecognitionLevel? Target { get; init; }

    /// <summary>Lưu hành.</summary>
    public Visibility? Visibility { get; init; }

    /// <summary>Taken over from another model, or not.</summary>
    public bool? Replica { get; init; }

    /// <summary>Chưa đủ thông tin, by the mark that the model itself bears (<see cref="Completeness"/>), or complete.</summary>
    public bool? Incomplete { get; init; }

    /// <summary>Tuyến báo cáo: the body along whose line the model is reported, which is not its owner.</summary>
    public string? Line { get; init; }

    /// <summary>Minh chứng: with a file that was not withdrawn, or without.</summary>
    public bool? Evidence { get; init; }

    /// <summary>Verified on the spot by the period's end, or not.</summary>
    public bool? Verified { get; init; }

    /// <summary>The models of one import.</summary>
    public string? ImportId { get; init; }

    /// <summary>Whether it narrows at all.</summary>
    public bool Any => this != Nothing;
}

/// <summary>The models behind one number: what the cube is asked, which of its measures, and what narrows the list further.</summary>
public sealed record ModelSelection
{
    /// <summary>The campaign.</summary>
    public required Campaign Campaign { get; init; }

    /// <summary>The question to the cube, as for the number itself; its axes are not used.</summary>
    public required CubeQuery Query { get; init; }

    /// <summary>The measure.</summary>
    public ModelMeasure Measure { get; init; }

    /// <summary>Of <see cref="ModelMeasure.Recognised"/>: the highest level reached by the period's end.</summary>
    public RecognitionLevel? Level { get; init; }

    /// <summary>Stage at the period's end.</summary>
    public Stage? Stage { get; init; }

    /// <summary>Stages taken together, at the period's end.</summary>
    public StageGroup? Stages { get; init; }

    /// <summary>What <see cref="ModelMeasure.Stale"/> means in the campaign today; needed for that measure only.</summary>
    public Staleness? Stale { get; init; }

    /// <summary>Words of name, owner, village or address, diacritics ignored; each must occur.</summary>
    public string? Search { get; init; }

    /// <summary>What the cube does not count by.</summary>
    public ModelNarrow Narrow { get; init; } = ModelNarrow.Nothing;

    /// <summary>Whose models are listed at all.</summary>
    public ReadScope Scope { get; init; } = ReadScope.Everything;

    /// <summary>The day in the province.</summary>
    public required DateOnly Today { get; init; }

    /// <summary>The part of a unit's models that counts in the question: 0 leaves it out, less than 1 is an estimate by stated shares.</summary>
    /// <param name="unitId">The unit as it was.</param>
    /// <param name="wentTo">Where their village went, if that is known.</param>
    public decimal WeightOf(string unitId, string? wentTo = null) =>
        Query.Weights is { } weights ? weights(unitId, wentTo).Where(t => Query.Targets is null || Query.Targets.Contains(t.TargetId)).Sum(t => t.Weight)
        : Query.Units is null || Query.Units.Contains(unitId) ? 1 : 0;

    /// <summary>Whether non-local bodies count in the question.</summary>
    public bool NonLocal => (Query.Weights is null ? Query.Units : Query.Targets)?.Contains(CubeKeys.ProvinceBodies) ?? true;

    /// <summary>Whether models are counted by the units of another day than their own.</summary>
    public bool Restated => Query.Weights is not null;

    /// <summary>Whether the question is narrowed down to some units.</summary>
    public bool SomeUnits => (Query.Weights is null ? Query.Units : Query.Targets) is not null;

    /// <summary>The number as the cube has it; <see langword="null"/> for <see cref="ModelMeasure.Stale"/>, which it does not keep. Search and scope do not change it.</summary>
    public decimal? NumberIn(CubeSnapshot snapshot)
    {
        if (Measure == ModelMeasure.Stale)
        {
            return null;
        }

        var result = snapshot.Query(Query with { By = Stage is null && Stages is null ? CubeAxis.None : CubeAxis.Stage, Then = CubeAxis.None });
        if (Stages is { } group)
        {
            return StageGroups.Of(group).Sum(s => Of(result.Row(Domain.Wire.Name(s)), Measure, Level));
        }

        return Of(Stage is { } stage ? result.Row(Domain.Wire.Name(stage)) : result.Totals, Measure, Level);
    }

    /// <summary>One measure of a cell.</summary>
    public static decimal Of(CubeTotals t, ModelMeasure measure, RecognitionLevel? level = null) => measure switch
    {
        ModelMeasure.Registered => t.Registered,
        ModelMeasure.RegisteredNew => t.RegisteredNew,
        ModelMeasure.CarriedOver => t.CarriedOver,
        ModelMeasure.InProgress => t.InProgress,
        ModelMeasure.Recognised => level switch
        {
            RecognitionLevel.Commune => t.Recognised.Commune,
            RecognitionLevel.District => t.Recognised.District,
            RecognitionLevel.Province => t.Recognised.Province,
            _ => t.Recognised.Total,
        },
        ModelMeasure.Exemplar => t.Exemplar,
        ModelMeasure.Commended => t.Commended,
        ModelMeasure.Replicated => t.Replicated,
        ModelMeasure.Stopped => t.Stopped,
        _ => throw new ArgumentOutOfRangeException(nameof(measure)),
    };
}
