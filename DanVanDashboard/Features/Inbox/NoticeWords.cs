using System.Text.Json;
using DanVanDashboard.Data;
using DanVanDashboard.Filters;
using DanVanDashboard.Ui;
using Microsoft.Extensions.Localization;

namespace DanVanDashboard.Features.Inbox;

/// <summary>What a notice says, in the language of whoever reads it.</summary>
internal sealed class NoticeWords(IStringLocalizer<NoticeText> text, IStringLocalizer<FiltersText> periods)
{
    /// <summary>The sentence of a notice; a kind that has no words here says that something happened.</summary>
    public string Of(NoticeRow notice)
    {
        var arguments = (JsonSerializer.Deserialize<string[]>(notice.Arguments) ?? []).Select(a => Word(notice.Kind, a)).Cast<object>().ToArray();
        var found = text[$"notice.{notice.Kind}"];
        return found.ResourceNotFound ? text["notice.other"] : arguments.Length == 0 ? found.Value : string.Format(System.Globalization.CultureInfo.CurrentCulture, found.Value, Filled(arguments));
    }

    // A period is kept as its key, and said in the language of whoever reads.
    private string Word(string kind, string argument) =>
        argument.Length == 0 ? text["notice.internal"].Value : kind.StartsWith("report", StringComparison.Ordinal) ? PeriodWords.Of(argument, periods) : argument;

    // A text that says more than its notice carries is still shown.
    private static object[] Filled(object[] arguments) => arguments.Length >= 6 ? arguments : [.. arguments, .. Enumerable.Repeat<object>("–", 6 - arguments.Length)];
}
