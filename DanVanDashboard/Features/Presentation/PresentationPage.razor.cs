using DanVanDashboard.Access;
using DanVanDashboard.Api;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Filters;
using DanVanDashboard.Live;
using Microsoft.AspNetCore.Components;

namespace DanVanDashboard.Features.Presentation;

/// <summary>Trình chiếu: which figures, and which deck.</summary>
public sealed partial class PresentationPage
{
    private string? _removing;

    [Inject]
    private SaveDeck Decks { get; set; } = default!;

    [SupplyParameterFromQuery(Name = "chot")]
    private string? SetQuery { get; set; }

    [SupplyParameterFromQuery(Name = "loi")]
    private string? ErrorQuery { get; set; }

    /// <inheritdoc />
    protected override DeskAsk Asked => new(Query, SetQuery);

    /// <inheritdoc />
    protected override string Path => "/trinh-chieu";

    private static string Href(DeskView v, string set) => v.State.OnlyFilters().Href("/trinh-chieu", ("chot", set.Length == 0 ? "khong" : set));

    // A deck opens with the chosen set; a kept one with its own, unless another is chosen here.
    private string Show(DeskView v, (string Name, string Value) deck) =>
        v.State.OnlyFilters().Href("/trinh-chieu/chieu", deck, ("chot", deck.Name == "bai" && SetQuery is null ? null : v.Set?.Id));

    private static string Edit(DeskView v, string? ready) => v.State.OnlyFilters().Href("/trinh-chieu/bai/moi", ("mau", ready), ("chot", v.Set?.Id));

    private Task RemoveAsync(string id) => DoAsync("remove", actor => Decks.DeleteAsync(actor, id, null, CancellationToken.None), _ => _removing = null);
}
