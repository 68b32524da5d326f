using DanVanDashboard.Domain.Text;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Data;

/// <summary>What a model is found by: name, owner, village and address without diacritics, in one text.</summary>
public static class ModelSearch
{
    /// <summary>Shorter words are in no index: three letters are what it is made of.</summary>
    public const int IndexedFrom = 3;

    /// <summary>The text of a model. The bars keep a word from reaching over two of its parts.</summary>
    public static string TextOf(string name, string owner, string? village, string address) =>
        TextFold.Fold(string.Join(" | ", new[] { name, owner, village, address }.Where(t => !string.IsNullOrEmpty(t))));

    /// <summary>Makes the text of models that were stored before there was one; in few transactions, and once.</summary>
    public static async Task FillAsync(Writer writer, CancellationToken ct)
    {
        while (await writer.WriteAsync(FillSomeAsync, ct))
        {
            // Until none is left.
        }
    }

    private static async Task<bool> FillSomeAsync(WriteSession w, CancellationToken ct)
    {
        var rows = await w.Db.Models.AsNoTracking().Where(m => m.SearchFolded == string.Empty)
            .Select(m => new { m.Id, m.Name, m.Owner, m.Village, m.Address }).Take(5000).ToListAsync(ct);
        foreach (var row in rows)
        {
            var text = TextOf(row.Name, row.Owner, row.Village, row.Address);
            await w.Db.Database.ExecuteSqlAsync($"UPDATE models SET search_folded = {(text.Length > 0 ? text : "-")} WHERE id = {row.Id}", ct);
        }

        return rows.Count > 0;
    }

    internal static void AddModelSearch(this ModelBuilder builder) =>
        // Worked out from the other columns whenever they change, by whoever changes them.
        builder.Entity<ModelRow>().Property(r => r.SearchFolded).UsePropertyAccessMode(PropertyAccessMode.Property);
}
