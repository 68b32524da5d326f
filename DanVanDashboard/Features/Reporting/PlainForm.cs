using System.Security.Cryptography;
using System.Text;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Reporting;
using Microsoft.AspNetCore.Http;

namespace DanVanDashboard.Features.Reporting;

/// <summary>What somebody typed into a cell of the plain form, as typed.</summary>
/// <param name="Value">The number.</param>
/// <param name="Exactness">How it is qualified.</param>
/// <param name="Nothing">Không phát sinh.</param>
/// <param name="Comment">The note; of a narrative part its words.</param>
public sealed record PlainCell(string Value, string Exactness, bool Nothing, string Comment)
{
    /// <summary>An untouched cell.</summary>
    public static readonly PlainCell Empty = new(string.Empty, Wire.Name(Domain.Reporting.Exactness.Exact), Nothing: false, string.Empty);

    /// <summary>What a cell shows of what stands in it.</summary>
    public static PlainCell Of(EntryWish? says) => says is null ? Empty : says.Content == EntryContent.Text
        ? Empty with { Comment = says.Text ?? string.Empty }
        : new(ReportWords.Typed(says), Wire.Name(says.Exactness), says.Content == EntryContent.Nothing, says.Comment ?? string.Empty);

    /// <summary>A short mark of it, by which the form tells what was touched.</summary>
    public string Mark() => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Value.Trim()}\n{Exactness}\n{Nothing}\n{Comment.Trim().ReplaceLineEndings("\n")}")))[..12];
}

/// <summary>A form as it came back.</summary>
/// <param name="Action">Which button was pressed.</param>
/// <param name="Key">By which the same press is recognised.</param>
/// <param name="Hash">Of all that was typed.</param>
/// <param name="Cells">By key, with the number of the value that its author saw, and the mark of what was served.</param>
/// <param name="FromFile">Whether it shows what a file says.</param>
public sealed record PlainForm(string Action, string Key, string Hash, IReadOnlyDictionary<string, (PlainCell Typed, int Seen, string Served)> Cells, bool FromFile)
{
    /// <summary>Reads what a browser sent.</summary>
    public static PlainForm Read(IFormCollection form)
    {
        var cells = new Dictionary<string, (PlainCell, int, string)>(StringComparer.Ordinal);
        var text = new StringBuilder();
        foreach (var field in form.Keys.Where(k => k.StartsWith("s:", StringComparison.Ordinal)))
        {
            var key = field[2..];
            var typed = new PlainCell(form["v:" + key].ToString(), form["x:" + key] is { Count: > 0 } x ? x.ToString() : PlainCell.Empty.Exactness, form["n:" + key].Count > 0, form["m:" + key].ToString());
            cells[key] = (typed, int.TryParse(form[field], System.Globalization.CultureInfo.InvariantCulture, out var seen) ? seen : 0, form["o:" + key].ToString());
            text.Append(key).Append('=').Append(typed.Mark()).Append('@').Append(form[field]).Append(';');
        }

        return new(form["do"].ToString(), form["key"].ToString(), Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..16], cells, form["file"].Count > 0);
    }

    /// <summary>The cells that were touched, as the verb takes them.</summary>
    public EntriesRequest Touched() => new()
    {
        Entries = [.. Cells.Where(c => c.Value.Typed.Mark() != c.Value.Served).Select(c => Entry(c.Key, c.Value.Typed, c.Value.Seen))],
    };

    private static EntryRequest Entry(string cell, PlainCell typed, int seen) => EntryKeys.PartOf(cell) is not null
        ? new() { Cell = cell, Text = typed.Comment, State = typed.Nothing ? Wire.Name(EntryContent.Nothing) : null, Seen = seen }
        : new()
        {
            Cell = cell, Typed = typed.Value, Exactness = typed.Exactness, Comment = typed.Comment, Seen = seen,
            // A number beside the tick is a number: nobody loses one by a tick that was left over.
            State = typed.Nothing && typed.Value.Trim().Length == 0 ? Wire.Name(EntryContent.Nothing) : null,
        };
}
