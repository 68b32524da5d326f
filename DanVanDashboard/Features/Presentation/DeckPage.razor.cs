using System.Text.Json;
using DanVanDashboard.Access;
using DanVanDashboard.Api;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Presentation;
using DanVanDashboard.Filters;
using DanVanDashboard.Pack;
using Microsoft.AspNetCore.Components;

namespace DanVanDashboard.Features.Presentation;

/// <summary>Dựng bài: choose slides, put them in order, title them, and write what is said.</summary>
public sealed partial class DeckPage
{
    // More would not be read by anybody in a hall; the whole list is a slide of its own.
    private const int MostShowcased = 30;

    private readonly List<EditedSlide> _slides = [];
    private IReadOnlyList<FrozenSet> _sets = [];
    private IReadOnlyList<Refusal> _refusals = [];
    private IReadOnlyList<SlideModel> _found = [];
    private EditedSlide? _chosen;
    private PackFigures? _figures;
    private PackRequest? _query;
    private DeckView? _deck;
    private string? _said;
    private string? _loaded;
    private string _name = "";
    private string _set = "";
    private string _ground = Wire.Name(DeckTheme.Dark);
    private string _search = "";
    private bool _lost;
    private bool _busy;

    /// <summary>The deck; <c>moi</c> for a new one.</summary>
    [Parameter]
    public string Id { get; set; } = "";

    [Inject]
    private PresentationDesk Desk { get; set; } = default!;

    [Inject]
    private PresentationQueries Queries { get; set; } = default!;

    [Inject]
    private SaveDeck Verb { get; set; } = default!;

    [Inject]
    private SlideMaker Maker { get; set; } = default!;

    [Inject]
    private FrozenFigures Frozen { get; set; } = default!;

    [Inject]
    private PackQueries Figures { get; set; } = default!;

    [Inject]
    private CurrentActor Who { get; set; } = default!;

    [Inject]
    private ProblemWords Problems { get; set; } = default!;

    [Inject]
    private NavigationManager Nav { get; set; } = default!;

#pragma warning disable CS1591 // The names of the query string.
    [SupplyParameterFromQuery(Name = "mau")]
    private string? ReadyQuery { get; set; }

    [SupplyParameterFromQuery(Name = "chot")]
    private string? SetQuery { get; set; }

#pragma warning restore CS1591

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        // What is being edited is read once; only another deck is read anew.
        if (_loaded == Id || await Who.GetAsync() is not { } actor)
        {
            return;
        }

        _loaded = Id;
        var desk = await Desk.GetAsync(actor, new(Narrowed, "khong"));
        if (Id == "moi")
        {
            if (_lost = !desk.Ok)
            {
                return;
            }

            _query = PresentationDesk.Filters(desk.Value.State, new DeckRequest()).Query;
            Fill(ReadyDecks.Find(ReadyQuery) ?? [new(SlideKind.Cover), new(SlideKind.Totals)]);
            (_name, _set) = (ReadyDecks.Find(ReadyQuery) is null ? "" : T[$"ready.{ReadyQuery}"], SetQuery is null or "khong" ? "" : SetQuery);
        }
        else
        {
            var found = await Queries.DeckAsync(actor, Id, CancellationToken.None);
            if (_lost = found is null)
            {
                return;
            }

            (_deck, _query) = found!.Value;
            (_name, _set, _ground) = (_deck.Name, _deck.SnapshotId ?? "", _deck.Ground);
            Fill(_deck.Slides);
        }

        _sets = await Frozen.ListAsync(actor, _query.Campaign!, CancellationToken.None);
        await FiguresAsync();
    }

    private void Fill(IReadOnlyList<DeckSlide> slides)
    {
        _slides.Clear();
        _slides.AddRange(slides.Select(EditedSlide.Of));
        _chosen = _slides.FirstOrDefault();
    }

    private async Task FiguresAsync()
    {
        if (await Who.GetAsync() is not { } actor)
        {
            return;
        }

        var made = _set.Length > 0 ? await Frozen.GetAsync(actor, _set, PackDocument.Pack, CancellationToken.None) : await Figures.GetAsync(actor, _query!, CancellationToken.None);
        (_figures, _refusals) = (made.Ok ? made.Value : _figures, made.Refusals);
        _lost = _figures is null;
    }

    private Task ChooseSetAsync(ChangeEventArgs e)
    {
        _set = e.Value as string ?? "";
        return FiguresAsync();
    }

    private IReadOnlyList<SlidePage> Preview(EditedSlide slide) =>
        Maker.Make([slide.Done], _figures!, _name.Length > 0 ? _name : null, slide.Model is { } model ? new HashSet<string> { model.Id } : new HashSet<string>());

    private void Choose(EditedSlide slide) => (_chosen, _search, _found) = (slide, "", []);

    private void Move(int at, int by) => (_slides[at], _slides[at + by]) = (_slides[at + by], _slides[at]);

    private void Remove(EditedSlide slide)
    {
        var at = _slides.IndexOf(slide);
        _slides.RemoveAt(at);
        if (slide == _chosen)
        {
            Choose(_slides.Count > 0 ? _slides[Math.Min(at, _slides.Count - 1)] : null!);
        }
    }

    // What is chosen is added at once, and the list stands at its first line again: the same kind can be added twice.
    private static string Adding => "";

    private void Add(string? chosen)
    {
        if (Wire.Parse<SlideKind>(chosen) is not { } kind)
        {
            return;
        }

        var slide = new EditedSlide { Kind = kind };
        _slides.Insert(_chosen is null ? _slides.Count : _slides.IndexOf(_chosen) + 1, slide);
        Choose(slide);
    }

    /// <summary>A slide for each commended model, in the order of the ceremony.</summary>
    private async Task AddCommendedAsync()
    {
        if (await Who.GetAsync() is not { } actor)
        {
            return;
        }

        var ids = _figures!.Commended.Models.Where(m => m.Id.Length > 0).OrderByDescending(m => m.Rank).ThenBy(m => m.Individual).Select(m => m.Id).Where(id => !_slides.Exists(s => s.Model?.Id == id)).Take(MostShowcased).ToList();
        var at = _chosen is null ? _slides.Count : _slides.IndexOf(_chosen) + 1;
        foreach (var model in await Queries.ModelsAsync(actor, _query!.Campaign!, ids, CancellationToken.None))
        {
            _slides.Insert(at++, new() { Kind = SlideKind.Model, Model = model });
        }
    }

    private async Task SearchAsync(ChangeEventArgs e)
    {
        _search = (e.Value as string ?? "").Trim();
        _found = _search.Length > 0 && await Who.GetAsync() is { } actor ? await Queries.ModelsAsync(actor, _query!.Campaign!, _search, CancellationToken.None) : [];
    }

    private void Take(SlideModel model)
    {
        _chosen!.Model = model;
        (_search, _found) = ("", []);
    }

    private async Task SaveAsync()
    {
        if (_busy || _query is not { } q || await Who.GetAsync() is not { } actor)
        {
            return;
        }

        _busy = true;
        try
        {
            var request = new DeckRequest
            {
                Campaign = q.Campaign, Unit = q.Unit, Body = q.Body, Period = q.Period, Field = q.Field, Theme = q.Theme, Block = q.Block, Subject = q.Subject, Boundaries = q.Boundaries,
                Name = _name, Ground = _ground, SnapshotId = _set, Version = _deck?.Version,
                Slides = _slides.ConvertAll(s => new SlideRequest { Kind = Wire.Name(s.Kind), Title = s.Title, Notes = s.Notes, Text = s.Text, UnitId = s.UnitId, Model = s.Model }),
            };
            var answer = await Verb.HandleAsync(actor, _deck?.Id, request, null, CancellationToken.None);
            (_refusals, _said) = (answer.Refusals, answer.Ok ? T["edit.said"].Value : null);
            if (answer.Ok)
            {
                _deck = JsonSerializer.Deserialize<DeckView>(answer.Value.Json, ApiAnswer.Options)!;
                if (Id != _deck.Id)
                {
                    // The address names the deck from now on, without reading anew what stands here.
                    _loaded = _deck.Id;
                    Nav.NavigateTo("/trinh-chieu/bai/" + _deck.Id, replace: true);
                }
            }
        }
        finally
        {
            _busy = false;
        }
    }

    /// <summary>A slide while it is edited.</summary>
    private sealed record EditedSlide
    {
        public SlideKind Kind { get; init; }

        public string? Title { get; set; }

        public string? Notes { get; set; }

        public string? Text { get; set; }

        public string? UnitId { get; set; }

        public SlideModel? Model { get; set; }

        public DeckSlide Done => new(Kind) { Title = string.IsNullOrWhiteSpace(Title) ? null : Title.Trim(), Notes = Notes, Text = Text, UnitId = UnitId, Model = Model };

        public static EditedSlide Of(DeckSlide s) => new() { Kind = s.Kind, Title = s.Title, Notes = s.Notes, Text = s.Text, UnitId = s.UnitId, Model = s.Model };

        public bool Equals(EditedSlide? other) => ReferenceEquals(this, other);

        public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
    }
}
