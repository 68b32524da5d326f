using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using DanVanDashboard.Cube;
using DanVanDashboard.Data;
using DanVanDashboard.Pack;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Features.Presentation;

/// <summary>What is shown of one commune, and what it is asked to confirm.</summary>
/// <param name="Totals">Its measures.</param>
/// <param name="Collective">Of the registered: of collectives.</param>
/// <param name="Individual">Of the registered: of individuals.</param>
/// <param name="Fields">The measures by field.</param>
public sealed record ShownOfUnit(CubeTotals Totals, decimal Collective, decimal Individual, IReadOnlyList<CubeTotals> Fields)
{
    /// <summary>What a set of figures shows of a commune.</summary>
    public static ShownOfUnit Of(PackRow row) => new(row.Totals, row.Collective, row.Individual, row.Fields);

    /// <summary>As it is kept, to be compared letter by letter.</summary>
    [JsonIgnore]
    public string Written => JsonSerializer.Serialize(this, FrozenFigures.Json);

    /// <summary>Short for <see cref="Written"/>.</summary>
    [JsonIgnore]
    public string Seal => FrozenFigures.HashOf(Encoding.UTF8.GetBytes(Written))[..16];
}

/// <summary>How one commune stands with a confirmation.</summary>
public enum UnitStanding
{
    /// <summary>Has not answered.</summary>
    Silent,

    /// <summary>Confirmed what is shown.</summary>
    Confirmed,

    /// <summary>Confirmed, but what is shown has changed since.</summary>
    Changed,

    /// <summary>Objected.</summary>
    Objected,
}

/// <summary>A commune in a confirmation.</summary>
/// <param name="UnitId">The commune.</param>
/// <param name="Name">Its name.</param>
/// <param name="Stands">How it stands.</param>
/// <param name="Text">What it said.</param>
/// <param name="At">When, UTC.</param>
/// <param name="By">User name of who answered.</param>
public sealed record UnitAnswer(string UnitId, string Name, UnitStanding Stands, string? Text, DateTime? At, string? By);

/// <summary>How a confirmation stands against what would be shown now.</summary>
/// <param name="Units">Every commune that is asked, in administrative order.</param>
internal sealed record Standing(IReadOnlyList<UnitAnswer> Units)
{
    public int Asked => Units.Count;

    public int Confirmed => Units.Count(u => u.Stands == UnitStanding.Confirmed);

    public int Objected => Units.Count(u => u.Stands == UnitStanding.Objected);

    /// <summary>Compares the last answer of every commune that was asked with what the figures show of it.</summary>
    public static async Task<Standing> OfAsync(DanVanDbContext db, ConfirmationRow asked, PackFigures figures, CancellationToken ct)
    {
        var answers = (await db.ConfirmationAnswers.AsNoTracking().Where(a => a.ConfirmationId == asked.Id).OrderBy(a => a.Id).ToListAsync(ct)).GroupBy(a => a.UnitId).ToDictionary(g => g.Key, g => g.Last());
        var users = answers.Values.Select(a => a.ByUser).Distinct().ToList();
        var names = await db.Accounts.AsNoTracking().Where(a => users.Contains(a.Id)).ToDictionaryAsync(a => a.Id, a => a.UserName, ct);
        var shown = figures.Units.ToDictionary(u => u.Key);
        var units = JsonSerializer.Deserialize<List<AskedUnit>>(asked.Units, FrozenFigures.Json)!;
        return new(units.ConvertAll(u =>
        {
            if (!answers.TryGetValue(u.Id, out var a))
            {
                return new UnitAnswer(u.Id, u.Name, UnitStanding.Silent, null, null, null);
            }

            var stands = !a.Confirmed ? UnitStanding.Objected
                : shown.TryGetValue(u.Id, out var row) && ShownOfUnit.Of(row).Written == a.Shown ? UnitStanding.Confirmed : UnitStanding.Changed;
            return new(u.Id, u.Name, stands, a.Text, a.At, names.GetValueOrDefault(a.ByUser));
        }));
    }
}

/// <summary>A commune that is asked, by the name of the day.</summary>
internal sealed record AskedUnit(string Id, string Name);
