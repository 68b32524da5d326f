using System.Text.Json;
using DanVanDashboard.Access;
using DanVanDashboard.Api;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Presentation;
using DanVanDashboard.Filters;
using DanVanDashboard.Live;
using Microsoft.AspNetCore.Components;

namespace DanVanDashboard.Features.Presentation;

/// <summary>Màn hình tự chạy: links for halls and corridors.</summary>
public sealed partial class ScreensPage
{
    private string? _link;
    private string _name = "";
    private string _deck = ReadyDecks.Weekly;
    private int? _seconds = 20;

    [Inject]
    private ShareScreen Screens { get; set; } = default!;

    /// <inheritdoc />
    protected override string Path => "/trinh-chieu/man-hinh";

    private Task MakeAsync() => DoAsync(
        "make",
        actor => Screens.HandleAsync(
            actor,
            PresentationDesk.Filters(View!.State, _deck.StartsWith("bai:", StringComparison.Ordinal)
                ? new ScreenRequest { Name = _name, DeckId = _deck[4..], Seconds = _seconds } : new ScreenRequest { Name = _name, Ready = _deck, Seconds = _seconds }),
            null, CancellationToken.None),
        answer =>
        {
            _name = "";
            _link = JsonSerializer.Deserialize<ScreenView>(answer.Json, ApiAnswer.Options)!.Link;
        });

    private Task RevokeAsync(string id) => DoAsync("revoke", actor => Screens.RevokeAsync(actor, id, null, CancellationToken.None), _ => _link = null);
}
