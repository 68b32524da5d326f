using System.Globalization;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Models;
using DanVanDashboard.Features.Models.Sheets;

namespace DanVanDashboard.Features.Models.Import;

/// <summary>What is written in a register for the keys of the store: the words of both languages, the keys, and the usual short forms. Diacritics, case and signs do not matter.</summary>
internal sealed class ValueLists
{
    private static readonly (string Key, string[] Short)[] s_fields =
    [
        (StandardFields.Economy, ["kt", "phat trien kinh te"]), (StandardFields.CultureSociety, ["vh xh", "vhxh", "van hoa"]),
        (StandardFields.DefenceSecurity, ["qp an", "qpan", "an ninh quoc phong", "quoc phong", "an ninh"]), (StandardFields.PoliticalSystem, ["xd htct", "xdhtct", "he thong chinh tri", "xay dung dang"]),
    ];

    private static readonly (RecognitionLevel Level, string[] Short)[] s_levels =
    [
        (RecognitionLevel.Commune, ["xa", "cap xa", "co so", "cap co so", "phuong"]), (RecognitionLevel.District, ["huyen", "cap huyen"]), (RecognitionLevel.Province, ["tinh", "cap tinh"]),
    ];

    private readonly Dictionary<string, string> _fields = [];
    private readonly Dictionary<string, string> _themes = [];
    private readonly Dictionary<string, Subject> _subjects = [];
    private readonly Dictionary<string, OrganisationBlock> _blocks = [];
    private readonly Dictionary<string, RecognitionLevel> _levels = [];
    private readonly Dictionary<string, AwardForm> _forms = [];
    private readonly Dictionary<string, Visibility> _visibilities = [];
    private readonly Dictionary<string, bool> _flags = new() { ["x"] = true, ["1"] = true, ["0"] = false, ["true"] = true, ["false"] = false, ["dong y"] = true, ["khong dong y"] = false };

    /// <summary>The lists of a campaign.</summary>
    public ValueLists(Campaign campaign, ModelWords words)
    {
        InBothLanguages(() =>
        {
            foreach (var field in campaign.Fields.Fields)
            {
                Add(_fields, field.Key, field.Key, words.Field(campaign, field.Key), field.NameVi, field.NameEn);
            }

            // The campaign's own words come first; those of a merged theme mean the one that it was merged into.
            foreach (var theme in campaign.Themes)
            {
                Add(_themes, theme.MergedInto ?? theme.Key, theme.Key, theme.NameVi, theme.NameEn);
            }

            foreach (var theme in ModelWords.Themes)
            {
                Add(_themes, theme, theme, words.Theme(theme));
            }

            Each<Subject>(_subjects, words.Subject);
            Each<OrganisationBlock>(_blocks, words.Block);
            Each<RecognitionLevel>(_levels, words.Level);
            Each<AwardForm>(_forms, words.Form);
            Each<Visibility>(_visibilities, words.Visibility);
            Add(_flags, true, words.Flag(true));
            Add(_flags, false, words.Flag(false));
        });
        foreach (var (key, others) in s_fields.Where(f => campaign.Fields.Find(f.Key) is not null))
        {
            Add(_fields, key, others);
        }

        foreach (var (level, others) in s_levels)
        {
            Add(_levels, level, others);
        }
    }

    public string? Field(string text) => _fields.GetValueOrDefault(HeadWords.Normal(text));

    /// <summary>A theme of the list, or one of the register's own.</summary>
    public string Theme(string text) => _themes.TryGetValue(HeadWords.Normal(text), out var key) ? key : text.ToLowerInvariant();

    public Subject? Subject(string text) => Of(_subjects, text);

    public OrganisationBlock? Block(string text) => Of(_blocks, text);

    public RecognitionLevel? Level(string text) => Of(_levels, text);

    public AwardForm? Form(string text) => Of(_forms, text);

    public Visibility? Visibility(string text) => Of(_visibilities, text);

    public bool? Flag(string text) => Of(_flags, text);

    /// <summary>The heads of the templates in both languages.</summary>
    public static IReadOnlyDictionary<string, ModelColumn> Titles(ModelWords words)
    {
        var titles = new Dictionary<string, ModelColumn>();
        InBothLanguages(() =>
        {
            foreach (var column in ModelColumns.Imported)
            {
                titles[HeadWords.Normal(column.Title(words.Text))] = column;
            }
        });
        return titles;
    }

    private static void InBothLanguages(Action read)
    {
        var before = CultureInfo.CurrentUICulture;
        try
        {
            foreach (var language in new[] { "vi", "en" })
            {
                CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
                read();
            }
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    private static T? Of<T>(Dictionary<string, T> known, string text)
        where T : struct => known.TryGetValue(HeadWords.Normal(text), out var value) ? value : null;

    private static void Each<T>(Dictionary<string, T> known, Func<T, string> words)
        where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
        {
            Add(known, value, Wire.Name(value), words(value));
        }
    }

    private static void Add<T>(Dictionary<string, T> known, T value, params ReadOnlySpan<string> texts)
    {
        foreach (var text in texts)
        {
            known.TryAdd(HeadWords.Normal(text), value);
        }
    }
}
