namespace DanVanDashboard.Domain.Presentation;

/// <summary>Decks that stand ready, each for one occasion.</summary>
public static class ReadyDecks
{
    /// <summary>Hội nghị sơ kết.</summary>
    public const string Interim = "so-ket";

    /// <summary>Hội nghị tổng kết.</summary>
    public const string Final = "tong-ket";

    /// <summary>Giao ban tuần.</summary>
    public const string Weekly = "giao-ban";

    /// <summary>All of them, by the names that stand in addresses.</summary>
    public static readonly IReadOnlyList<string> All = [Interim, Final, Weekly];

    /// <summary>The slides of a ready deck; <see langword="null"/> where there is none of that name. None of them lists who is late.</summary>
    public static IReadOnlyList<DeckSlide>? Find(string? name) => name switch
    {
        Interim => Of(SlideKind.Cover, SlideKind.Totals, SlideKind.Map, SlideKind.Fields, SlideKind.Time, SlideKind.Levels, SlideKind.Leaders, SlideKind.Plan, SlideKind.Coverage, SlideKind.Blocks, SlideKind.Sources, SlideKind.Communes),
        Final => Of(
            SlideKind.Cover, SlideKind.Totals, SlideKind.Map, SlideKind.Fields, SlideKind.Time, SlideKind.Levels, SlideKind.Leaders, SlideKind.Localities, SlideKind.Blocks, SlideKind.Plan,
            SlideKind.Commended, SlideKind.Sources, SlideKind.Communes),
        Weekly => Of(SlideKind.Cover, SlideKind.Totals, SlideKind.Map, SlideKind.Time, SlideKind.Plan, SlideKind.Coverage),
        _ => null,
    };

    private static List<DeckSlide> Of(params SlideKind[] kinds) => [.. kinds.Select(k => new DeckSlide(k))];
}
