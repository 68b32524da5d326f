using System.Globalization;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Ui;
using Microsoft.Extensions.Localization;

namespace DanVanDashboard.Features.Audit;

/// <summary>The words of the log, for the screen and for its export. What has no words is shown as it is written.</summary>
internal sealed class AuditWords(IStringLocalizer<AuditText> text)
{
    public string Action(string action) => text[$"action.{action}"] is { ResourceNotFound: false } known ? known : action;

    public string Who(AuditView row) => row.UserName ?? (row.UserId == Actor.System.UserId ? text["who.system"].Value : row.UserId);

    /// <summary>What it was done to: its name, the words for a whole list ("models"), or the id as it is written.</summary>
    public string Subject(AuditView row) => row.SubjectName ?? (text[$"subject.{row.Subject}"] is { ResourceNotFound: false } known ? known : row.Subject);

    /// <summary>The name of a member: that of its whole path, or of its last part; without words as it is written.</summary>
    public string Member(string path)
    {
        if (text[$"member.{path}"] is { ResourceNotFound: false } whole)
        {
            return whole;
        }

        var last = path[(path.LastIndexOf('.') + 1)..];
        return text[$"member.{last}"] is { ResourceNotFound: false } known ? known : path;
    }

    public string Value(string? value) => value switch
    {
        null or "" => text["value.none"],
        "true" => text["value.yes"],
        "false" => text["value.no"],
        { Length: 10 } when DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) => TypedText.Day(day),
        _ => value,
    };

    /// <summary>A change in one line.</summary>
    public string Line(AuditFact fact) => fact.Changed
        ? text["change.line", Named(fact), Value(fact.Before), Value(fact.After)]
        : fact.Path.Length == 0 ? Value(fact.After) : text["fact.line", Named(fact), Value(fact.After)];

    private string Named(AuditFact fact) => Member(fact.Path);
}
