using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Filters;
using DanVanDashboard.Projection;
using DanVanDashboard.Ui;

namespace DanVanDashboard.Features.Models;

/// <summary>One line of a list of models, in words.</summary>
/// <param name="Id">The model.</param>
/// <param name="Href">Its page.</param>
/// <param name="Name">Tên mô hình.</param>
/// <param name="Owner">Chủ thể.</param>
/// <param name="Field">Key of the field, for its colour.</param>
/// <param name="FieldName">Name of the field; <see langword="null"/> where unstated.</param>
/// <param name="Subject">Tập thể, cá nhân, or not stated.</param>
/// <param name="Place">The unit as it was, or the non-local body.</param>
/// <param name="PlaceNow">What has become of it, or what kind of body it is.</param>
/// <param name="Stage">Stage at the period's end.</param>
/// <param name="StageKey">Its outside name, for its colour.</param>
/// <param name="Level">Highest level recognised by the period's end, where the stage does not say it.</param>
/// <param name="RegisteredOn">Ngày đăng ký.</param>
/// <param name="ChangedOn">Day of the last event.</param>
/// <param name="Changed">What it was.</param>
/// <param name="Internal">Lưu hành nội bộ.</param>
/// <param name="Replica">Whether it was taken over from another.</param>
/// <param name="Partly">Whether only a stated share of it counts in this view.</param>
/// <param name="Points">Điểm thẩm định, in words; only in the order of points.</param>
/// <param name="Cursor">Where a page begins that follows it.</param>
public sealed record ModelItem(
    string Id, string Href, string Name, string Owner, string? Field, string? FieldName, string Subject, string Place, string? PlaceNow, string Stage, string StageKey, string? Level,
    DateOnly? RegisteredOn, DateOnly? ChangedOn, string? Changed, bool Internal, bool Replica, bool Partly, string? Points, string Cursor);

/// <summary>Some rows of a list, and where those after them begin.</summary>
internal sealed record ModelPart(IReadOnlyList<ModelItem> Items, string? Next);

/// <summary>A way to another list, with its number where it has one.</summary>
internal sealed record ModelChoice(string Key, string Text, decimal? Number, string Href, bool Current);

/// <summary>All that <c>/mo-hinh</c> shows.</summary>
internal sealed record ModelListView
{
    public required ModelListState State { get; init; }

    public required Campaign Campaign { get; init; }

    public required string BrandLine { get; init; }

    public required IReadOnlyList<FilterOption> Options { get; init; }

    public required IReadOnlyList<Crumb> Crumbs { get; init; }

    /// <summary>The number that was clicked, as the cube has it.</summary>
    public required decimal Total { get; init; }

    /// <summary>What it counts, after the number.</summary>
    public required string TotalWords { get; init; }

    /// <summary>The filters in words, after what it counts.</summary>
    public required string Scope { get; init; }

    /// <summary>How many models the list has.</summary>
    public required int Listed { get; init; }

    /// <summary>Why the list and the number differ, one reason per line; empty where they do not.</summary>
    public required IReadOnlyList<string> Notes { get; init; }
    public required string Counting { get; init; }

    public required IReadOnlyList<ModelChoice> Measures { get; init; }

    public required IReadOnlyList<ModelChoice> Levels { get; init; }

    public required IReadOnlyList<ModelItem> Items { get; init; }

    /// <summary>Where the next page begins.</summary>
    public required string? Next { get; init; }

    /// <summary>Tuyến báo cáo by which the list can be narrowed.</summary>
    public required IReadOnlyList<FilterChoice> Lines { get; init; }

    /// <summary>Bodies by which the list can be narrowed; empty for those who see only their own.</summary>
    public required IReadOnlyList<FilterChoice> Bodies { get; init; }

    /// <summary>Whether a register can be imported from here.</summary>
    public required bool MayImport { get; init; }

    /// <summary>Ways to a longer list: each leaves one filter out.</summary>
    public required IReadOnlyList<ModelChoice> Widen { get; init; }

    public required DateTimeOffset AsOf { get; init; }

    /// <summary>The last change that the number knows.</summary>
    public required long Sequence { get; init; }

    /// <summary>Whether the same rows stand in the same order as in <paramref name="other"/>: then new words can take their place without moving anything.</summary>
    public bool SameRows(ModelListView other) => Items.Count == other.Items.Count && Items.Zip(other.Items).All(p => p.First.Id == p.Second.Id);
}
