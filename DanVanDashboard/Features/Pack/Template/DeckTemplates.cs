using System.Security.Cryptography;
using System.Text.Json;
using DanVanDashboard.Api;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Text;
using DanVanDashboard.Export.Slides;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Features.Pack.Template;

/// <summary>The template that slides are laid on, as the API and the page tell of it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Name of the file.</param>
/// <param name="Size">In bytes.</param>
/// <param name="Layouts">How many layouts it has.</param>
/// <param name="Width">Width of its slides, in points.</param>
/// <param name="Height">Their height.</param>
/// <param name="At">When it was put there.</param>
public sealed record DeckTemplateView(string Id, string Name, long Size, int Layouts, int Width, int Height, DateTime At)
{
    internal static DeckTemplateView Of(DeckTemplateRow r) => new(r.Id, r.Name, r.Size, r.Layouts, r.Width, r.Height, r.At);
}

/// <summary>Mẫu trình chiếu của tỉnh: kept, used and removed.</summary>
internal sealed class DeckTemplates(Writer writer, Store store)
{
    /// <summary>Largest file, in bytes.</summary>
    public const int Limit = 20 * 1024 * 1024;

    private (string Id, DeckTemplate Template)? _read;

    /// <summary>The template in use; <see langword="null"/> where slides are ours.</summary>
    public async Task<DeckTemplateView?> CurrentAsync(CancellationToken ct)
    {
        await using var db = store.Read();
        return await db.DeckTemplates.Where(t => t.RemovedAt == null).OrderByDescending(t => t.Id)
            .Select(r => new DeckTemplateView(r.Id, r.Name, r.Size, r.Layouts, r.Width, r.Height, r.At)).FirstOrDefaultAsync(ct);
    }

    /// <summary>The template in use, ready to be written on.</summary>
    public async Task<DeckTemplate?> ReadAsync(CancellationToken ct)
    {
        if (await CurrentAsync(ct) is not { } current)
        {
            return null;
        }

        if (_read is not { } read || read.Id != current.Id)
        {
            await using var db = store.Read();
            var content = await db.DeckTemplates.Where(t => t.Id == current.Id).Select(t => t.Content).FirstAsync(ct);
            // It was read when it was taken in; one that is not readable any more is a damaged store.
            _read = read = (current.Id, DeckTemplate.Read(content).Template ?? throw new InvalidDataException($"The template {current.Id} in the store cannot be read"));
        }

        return read.Template;
    }

    /// <summary>Takes a template in, in the place of the one before, or says why not.</summary>
    public async Task<Result<DeckTemplateView>> KeepAsync(Actor actor, string? fileName, Stream content, CancellationToken ct)
    {
        if (!actor.May(Verb.ManageDeckTemplate))
        {
            return new Refusal("pack.not-allowed");
        }

        using var whole = new MemoryStream();
        var buffer = new byte[64 * 1024];
        int read;
        while ((read = await content.ReadAsync(buffer, ct)) > 0)
        {
            whole.Write(buffer, 0, read);
            if (whole.Length > Limit)
            {
                return new Refusal("pack.template-too-large", "file");
            }
        }

        if (whole.Length == 0)
        {
            return new Refusal("pack.template-missing", "file");
        }

        var bytes = whole.ToArray();
        var (template, problem) = DeckTemplate.Read(bytes);
        if (template is null)
        {
            return problem switch
            {
                DeckTemplateProblem.Macros => new Refusal("pack.template-macros", "file"),
                DeckTemplateProblem.NoLayouts => new Refusal("pack.template-no-layouts", "file"),
                DeckTemplateProblem.External => new Refusal("pack.template-external", "file"),
                DeckTemplateProblem.TooLarge => new Refusal("pack.template-too-large", "file"),
                _ => new Refusal("pack.template-not-a-deck", "file"),
            };
        }

        var name = TextFold.Clean(Path.GetFileName((fileName ?? string.Empty).Replace('\\', '/')));
        return await writer.WriteAsync<Result<DeckTemplateView>>(
            async (w, cancel) =>
            {
                var before = await RemoveAsync(w, actor, cancel);
                var row = new DeckTemplateRow
                {
                    Id = "mau" + Guid.CreateVersion7().ToString("n"), Name = name.Length is 0 or > 200 ? "mau.pptx" : name, Size = bytes.Length, Sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes)), Content = bytes,
                    Layouts = template.LayoutCount, Width = (int)template.Width, Height = (int)template.Height, ByUser = actor.UserId, At = w.Now,
                };
                w.Db.DeckTemplates.Add(row);
                await w.AuditAsync(actor, "pack.template-kept", row.Id, JsonSerializer.Serialize(new { before = before?.Name, after = new { row.Name, row.Size, row.Sha256, row.Layouts } }, ApiAnswer.Options), cancel);
                return DeckTemplateView.Of(row);
            },
            ct);
    }

    /// <summary>Goes back to our own slides.</summary>
    public async Task<Result<DeckTemplateView>> RemoveAsync(Actor actor, CancellationToken ct) =>
        !actor.May(Verb.ManageDeckTemplate) ? new Refusal("pack.not-allowed")
        : await writer.WriteAsync<Result<DeckTemplateView>>(
            async (w, cancel) =>
            {
                if (await RemoveAsync(w, actor, cancel) is not { } row)
                {
                    return new Refusal("pack.template-none");
                }

                await w.AuditAsync(actor, "pack.template-removed", row.Id, JsonSerializer.Serialize(new { before = new { row.Name, row.Sha256 }, after = (object?)null }, ApiAnswer.Options), cancel);
                return DeckTemplateView.Of(row);
            },
            ct);

    private static async Task<DeckTemplateRow?> RemoveAsync(WriteSession w, Actor actor, CancellationToken ct)
    {
        var rows = await w.Db.DeckTemplates.AsTracking().Where(t => t.RemovedAt == null).OrderByDescending(t => t.Id).ToListAsync(ct);
        foreach (var row in rows)
        {
            (row.RemovedAt, row.RemovedBy, row.Content) = (w.Now, actor.UserId, []);
        }

        return rows.FirstOrDefault();
    }
}
