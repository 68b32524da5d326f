using DanVanDashboard.Domain;
using DanVanDashboard.Ui;
using Microsoft.Extensions.Localization;

namespace DanVanDashboard.Api;

/// <summary>Words of refusals, in the request's language.</summary>
public sealed class ProblemWords(IStringLocalizer<RefusalText> text)
{
    /// <summary>The words of one refusal.</summary>
    public string Words(Refusal refusal) => text[refusal.Code, refusal.Arguments.Cast<object>().ToArray()];
}

/// <summary>Turns refusals into RFC 9457 problems: the one place where a code meets a status and words.</summary>
internal sealed class Problems(IStringLocalizer<RefusalText> text, ProblemWords words)
{
    /// <summary>A problem that names every refusal at once.</summary>
    public IResult Of(IReadOnlyList<Refusal> refusals)
    {
        var first = refusals[0];
        return Results.Problem(
            title: text["problem.title"],
            detail: string.Join(" ", refusals.Select(words.Words)),
            statusCode: StatusOf(first.Code),
            extensions: new Dictionary<string, object?>
            {
                ["code"] = first.Code,
                ["errors"] = refusals.Select(r => new { code = r.Code, field = r.Field, message = words.Words(r) }).ToArray(),
            });
    }

    /// <summary>A problem of a single code.</summary>
    public IResult Of(string code, string? field = null, params string[] arguments) => Of([new Refusal(code, field) { Arguments = arguments }]);

    /// <summary>The HTTP status of a code.</summary>
    internal static int StatusOf(string code) => code switch
    {
        "request.not-signed-in" => 401,
        "idempotency.other-request" => 422,
        "model.fact-changed-meanwhile" or "draft.changed-elsewhere" => 409,
        _ when code.EndsWith(".not-your-unit", StringComparison.Ordinal) || code.EndsWith(".not-allowed", StringComparison.Ordinal)
            || code.EndsWith(".own-entry", StringComparison.Ordinal) || code.EndsWith(".level-not-yours", StringComparison.Ordinal)
            || code.EndsWith(".commune-decides", StringComparison.Ordinal) || code == "report.cell-not-allowed" => 403,
        _ when code.EndsWith(".not-found", StringComparison.Ordinal) || code is "attachment.owner-not-found" or "attachment.upload-not-found" => 404,
        "event.aims-lower" or "message.already-settled" or "score.already-given" or "event.below-pass-mark" or "event.too-few-months" or "criteria.not-current" or "criteria.has-some" or "asked.has-some" => 409,
        // Something hangs on what a change of units made.
        _ when code.Contains(".has-", StringComparison.Ordinal) => 409,
        "account.role-not-yours" or "account.own-role" or "account.own-account" => 403,
        "account.last-administrator" or "account.name-taken" or "account.already-disabled" or "account.already-enabled" or "account.disabled" or "account.second-step-off" => 409,
        "event.accept-first" or "event.verify-first" or "event.appraise-first" or "model.target-below-recognised" or "model.target-being-scored" or "event.not-pending" or "event.resubmit-first" or "event.not-returned" or "event.already-ended"
            or "event.already-started" or "event.already-recognised" or "event.already-revoked" or "event.model-withdrawn" or "event.before-acceptance"
            or "event.before-last" or "report.already-exists" or "report.wrong-status" or "request.conflict" or "figure.unchanged"
            or "figure.already-withdrawn" or "figure.metric-exists" or "asked.unchanged" or "asked.not-current" or "asked.reports-sent"
            or "report.conflict-open" or "report.not-open" or "report.lock-passed" or "report.no-difference" or "report.not-explained"
            or "report.empty" or "report.unsigned" or "deadline.rule-ended" or "reminder.today-already" or "reminder.nobody-late" or "reminder.not-awaited"
            or "attachment.offset-wrong" or "attachment.incomplete" or "attachment.already-withdrawn"
            or "campaign.changed-meanwhile" or "body.changed-meanwhile" or "cluster.changed-meanwhile" or "cluster.ended" or "cluster.member-elsewhere"
            or "body.nothing-to-make" or "campaign.already-closed" or "campaign.already-open" or "taxonomy.field-in-use" or "taxonomy.theme-in-use"
            or "taxonomy.already-merged"
            or "target.unchanged" or "target.not-current" or "population.unchanged" or "population.not-current" or "population.already-confirmed" or "mark.already-set" => 409,
        "deck.changed-meanwhile" or "confirmation.changed-meanwhile" or "confirmation.closed" or "deck.snapshot-elsewhere" => 409,
        "confirmation.not-yours" => 403,
        "import.already-done" or "import.not-staged" or "import.not-done" or "import.touched-since" or "list.name-taken" => 409,
        "decision.number-taken" or "decision.not-passed" or "decision.commune-first" or "decision.district-first" or "decision.nothing-stands" or "decision.is-withdrawal"
            or "unit-change.already-undone" or "unit-change.later-change" or "honour.already-recorded" or "replica.already-taken" or "help.already-withdrawn" => 409,
        _ => 400,
    };
}
