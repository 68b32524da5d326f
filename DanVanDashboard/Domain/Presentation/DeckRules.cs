using System.Globalization;
using DanVanDashboard.Domain.Access;

namespace DanVanDashboard.Domain.Presentation;

/// <summary>What a slide shows. The outside names are stored; a name is never given another meaning.</summary>
public enum SlideKind
{
    /// <summary>The opening: campaign, occasion, place and period.</summary>
    Cover,

    /// <summary>The measures in large numbers, with the year before.</summary>
    Totals,

    /// <summary>The map, with the figures by field beside it.</summary>
    Map,

    /// <summary>By field, collective and individual apart.</summary>
    Fields,

    /// <summary>Registered, recognised and commended by month or year.</summary>
    Time,

    /// <summary>Recognised by the highest level reached.</summary>
    Levels,

    /// <summary>Localities: those that lead, and how many stand in each band. No list of the others.</summary>
    Leaders,

    /// <summary>All localities in administrative order with their measures.</summary>
    Localities,

    /// <summary>By block of organisations.</summary>
    Blocks,

    /// <summary>The targets of the year.</summary>
    Plan,

    /// <summary>How many have reported.</summary>
    Coverage,

    /// <summary>Who has not reported; only where somebody chose it.</summary>
    Late,

    /// <summary>Recognised models by name.</summary>
    Recognised,

    /// <summary>Commended models by name, in the order of the ceremony.</summary>
    Commended,

    /// <summary>One model: picture, owner, result.</summary>
    Model,

    /// <summary>One locality on one slide.</summary>
    Commune,

    /// <summary>One slide for every locality, shown only when it is called up by name.</summary>
    Communes,

    /// <summary>A text of one's own.</summary>
    Text,

    /// <summary>Where the figures come from.</summary>
    Sources,
}

/// <summary>The colours of a deck.</summary>
public enum DeckTheme
{
    /// <summary>Dark ground, for a hall.</summary>
    Dark,

    /// <summary>Light ground, for a bright room and for paper.</summary>
    Light,
}

/// <summary>A model as a slide tells of it: what somebody chose to say, not what it says today.</summary>
/// <param name="Id">The model.</param>
/// <param name="Name">Its name.</param>
/// <param name="Owner">Chủ thể, as it may be named.</param>
/// <param name="Place">Its locality or body.</param>
/// <param name="Field">Key of its field.</param>
/// <param name="Result">What came of it.</param>
/// <param name="Picture">Id of an attachment; <see langword="null"/> for none.</param>
public sealed record SlideModel(string Id, string Name, string Owner, string Place, string? Field, string Result, string? Picture);

/// <summary>A slide of a deck.</summary>
/// <param name="Kind">What it shows.</param>
public sealed record DeckSlide(SlideKind Kind)
{
    /// <summary>A title of one's own; <see langword="null"/>: the finding.</summary>
    public string? Title { get; init; }

    /// <summary>What the speaker says; never on the slide.</summary>
    public string? Notes { get; init; }

    /// <summary>The text of a <see cref="SlideKind.Text"/>: a line each.</summary>
    public string? Text { get; init; }

    /// <summary>The locality of a <see cref="SlideKind.Commune"/>.</summary>
    public string? UnitId { get; init; }

    /// <summary>What a <see cref="SlideKind.Model"/> tells.</summary>
    public SlideModel? Model { get; init; }
}

/// <summary>Rules of decks.</summary>
public static class DeckRules
{
    /// <summary>The most slides of a deck.</summary>
    public const int MostSlides = 80;

    /// <summary>Longest title of a slide.</summary>
    public const int TitleLimit = 160;

    /// <summary>Why a deck may not be kept so; empty where it may.</summary>
    public static List<Refusal> ToSave(Actor by, string? name, IReadOnlyList<DeckSlide> slides)
    {
        if (!by.May(Verb.MakeDeck))
        {
            return [new("deck.not-allowed")];
        }

        var refusals = new List<Refusal>();
        if (string.IsNullOrWhiteSpace(name))
        {
            refusals.Add(new("deck.name-empty", "name"));
        }
        else if (name.Length > FreezeRules.NameLimit)
        {
            refusals.Add(new("deck.name-too-long", "name") { Arguments = [Text(FreezeRules.NameLimit)] });
        }

        if (slides.Count == 0)
        {
            refusals.Add(new("deck.empty", "slides"));
        }
        else if (slides.Count > MostSlides)
        {
            refusals.Add(new("deck.too-many", "slides") { Arguments = [Text(MostSlides)] });
        }

        for (var i = 0; i < slides.Count; i++)
        {
            var (slide, at) = (slides[i], string.Create(CultureInfo.InvariantCulture, $"slides[{i}]"));
            if (slide.Title?.Length > TitleLimit)
            {
                refusals.Add(new("deck.title-too-long", at + ".title") { Arguments = [Text(i + 1), Text(TitleLimit)] });
            }

            if (slide.Notes?.Length > FreezeRules.TextLimit || slide.Text?.Length > FreezeRules.TextLimit || slide.Model?.Result.Length > FreezeRules.TextLimit)
            {
                refusals.Add(new("deck.text-too-long", at + ".text") { Arguments = [Text(i + 1), Text(FreezeRules.TextLimit)] });
            }

            if ((slide.Kind == SlideKind.Commune && string.IsNullOrEmpty(slide.UnitId)) || (slide.Kind == SlideKind.Model && slide.Model is null))
            {
                refusals.Add(new("deck.slide-unchosen", at) { Arguments = [Text(i + 1)] });
            }
        }

        return refusals;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
