using System.Globalization;
using DanVanDashboard.Cube;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Export.Documents;
using DanVanDashboard.Pack;

namespace DanVanDashboard.Features.Pack;

/// <summary>The report of a pack as an official document: a draft with every figure filled in, and room for what only people can say. It is Vietnamese in every language of the screen.</summary>
internal sealed class PackReport(PackWords words)
{
    // It follows the last sentence of an official document, after which nothing may be added.
    private const string End = "./.";

    private static readonly CultureInfo s_vietnamese = CultureInfo.GetCultureInfo("vi-VN");
    private static readonly string[] s_roman = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII"];
    private static readonly PaperLook s_note = new() { Italic = true, Size = 12, After = 4 };

    /// <summary>Writes the document, with what a person made of it.</summary>
    public void Write(Stream stream, PackFigures f, PackWatch watch, PackEdits? edits = null)
    {
        edits ??= new();
        using var paper = new Paper(stream, $"{words.Title(f)} · {f.Campaign}");
        var parts = new List<(string Name, Action Write)>();
        if (f.Document == PackDocument.Models)
        {
            parts.Add(("Danh sách mô hình", () =>
            {
                Head(paper, f, edits);
                Appendix(paper, f, null, "Danh sách mô hình", f.Registered, decided: false);
                Foot(paper, f.Issuer, edits);
            }));
        }
        else
        {
            parts.Add(("Nội dung báo cáo", () =>
            {
                Head(paper, f, edits);
                Foot(paper, f.Issuer, edits, ended: Body(paper, f, edits));
            }));
        }

        if ((f.Document is PackDocument.Review or PackDocument.Pack || f.OwnReport) && f.Told)
        {
            parts.Add(("Phụ lục I", () =>
            {
                paper.Turn();
                Appendix(paper, f, "Phụ lục I", "Danh sách mô hình được công nhận", f.Recognised, decided: true);
            }));
            parts.Add(("Phụ lục II", () => Appendix(paper, f, "Phụ lục II", "Danh sách mô hình, tập thể, cá nhân được khen thưởng", f.Commended, decided: true)));
        }

        if (f.Document == PackDocument.Pack || f.OwnReport)
        {
            parts.Add(("Phụ lục III", () => Appendix(paper, f, "Phụ lục III", "Danh sách mô hình theo lĩnh vực", f.Registered, decided: false)));
        }

        parts.Add(("Nguồn số liệu", () => Sources(paper, f)));
        watch.Run(parts);
        paper.Complete(f.AsOf, f.Simulated ? words.Text["simulated"].Value : null, words.Stamp(f));
    }

    private void Sources(Paper paper, PackFigures f)
    {
        paper.Heading("NGUỒN SỐ LIỆU VÀ CÁCH TÍNH");
        foreach (var line in words.Sources(f))
        {
            paper.Text("- " + line, new() { Size = 12, After = 3, Indent = false });
        }
    }

    private static void Head(Paper paper, PackFigures f, PackEdits edits)
    {
        var (issuer, plain, bold) = (f.Issuer, new PaperLook { Align = "center", Size = 13 }, new PaperLook { Align = "center", Size = 13, Bold = true });
        List<(string, PaperLook)> left = [.. issuer.Superior is { } above ? new[] { (above, plain) } : [], (issuer.Name.ToUpper(s_vietnamese), bold with { Rule = issuer.Form == PackForm.State })];
        if (issuer.Form != PackForm.State)
        {
            left.Add((issuer.Form == PackForm.Youth ? "***" : "*", plain));
        }

        // A number is never made up; until somebody types one it is a draft.
        var number = Typed(edits.Number);
        left.Add((number is null ? issuer.Number : issuer.Form == PackForm.State ? $"Số: {number}" : $"Số {number}", plain));
        var day = $"{Typed(edits.Place) ?? issuer.Place ?? "……"}, {(Ui.TypedText.Day(edits.Day) is { } on ? $"ngày {on.Day:00} tháng {(on.Month < 3 ? on.Month.ToString("00", CultureInfo.InvariantCulture) : on.Month.ToString(CultureInfo.InvariantCulture))} năm {on.Year.ToString(CultureInfo.InvariantCulture)}" : $"ngày … tháng … năm {f.Today.Year.ToString(CultureInfo.InvariantCulture)}")}";
        List<(string, PaperLook)> right = issuer.Form == PackForm.State
            ? [("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", bold with { Size = 12 }), ("Độc lập - Tự do - Hạnh phúc", bold with { Rule = true }), (day, plain with { Italic = true })]
            : [(issuer.Form == PackForm.Youth ? "ĐOÀN TNCS HỒ CHÍ MINH" : "ĐẢNG CỘNG SẢN VIỆT NAM", bold with { Size = 15, Rule = true }), (day, plain with { Italic = true })];
        // The name of the state stands on one line.
        paper.Columns(left, right, issuer.Form == PackForm.State ? 0.4 : 0.44);
        if (number is null)
        {
            paper.Text("DỰ THẢO", new() { Align = "left", Bold = true, Indent = false, Size = 13, After = 2 });
        }

        paper.Text("BÁO CÁO", PaperLook.CentreBold with { Size = 16, After = 2 });
        var about = f.Document switch
        {
            PackDocument.Periodic => "kết quả thực hiện", PackDocument.Models => "danh sách mô hình của", _ => f.Period.StartsWith("giai đoạn", StringComparison.Ordinal) ? "tổng kết" : "sơ kết",
        };
        paper.Text($"{about} phong trào thi đua “Dân vận khéo”", PaperLook.CentreBold with { After = 0 });
        paper.Text($"{f.Place}, {f.Period}", PaperLook.CentreBold with { After = 2 });
        paper.Text("-----", PaperLook.Centre with { After = 10 });
    }

    /// <summary>The parts of the report.</summary>
    /// <returns>Whether its last words bear the mark of its end.</returns>
    private bool Body(Paper paper, PackFigures f, PackEdits edits)
    {
        var (part, blocks) = (0, PackTexts.Of(f, words).ToDictionary(b => b.Key, b => edits.Texts?.TryGetValue(b.Key, out var typed) == true ? typed ?? string.Empty : b.Text));
        paper.Heading(Next("KẾT QUẢ CHUNG"));
        Say(paper, blocks["overall"]);
        Say(paper, blocks["results"]);
        Table(paper, f, "Số liệu theo lĩnh vực", "Lĩnh vực", f.Fields, sum: true, heading: Next("KẾT QUẢ THEO LĨNH VỰC"), lead: blocks["fields"]);
        if (f.Units.Count > 1)
        {
            Table(paper, f, "Số liệu theo địa bàn, đơn vị (theo thứ tự hành chính)", "Địa bàn, đơn vị", f.Units, sum: !f.ListsArePart, heading: Next("KẾT QUẢ THEO ĐỊA BÀN"), lead: blocks["localities"]);
        }

        if (f.Periods.Count > 1)
        {
            Table(paper, f, "Số liệu theo thời gian", "Kỳ", f.Quarters.Count > 1 ? f.Quarters : f.Periods, sum: false, heading: Next("KẾT QUẢ THEO THỜI GIAN"), lead: null);
        }

        // What no register knows is left to those who write.
        var open = PackTexts.Of(f, words).Where(b => b.Key is "limits" or "directions" or "proposals" || (b.Key == "lessons" && blocks["lessons"].Length > 0)).ToList();
        foreach (var block in open)
        {
            var said = blocks[block.Key].Trim();
            paper.Heading(Next(block.Heading));
            Say(paper, said.Length > 0 && block == open[^1] ? said.TrimEnd('.') + End : said);
        }

        return !string.IsNullOrWhiteSpace(blocks[open[^1].Key]);

        string Next(string title) => $"{s_roman[part++]}. {title}";
    }

    private static void Say(Paper paper, string? text)
    {
        foreach (var line in (text ?? string.Empty).ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            paper.Text(line);
        }
    }

    private static string? Typed(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private void Table(Paper paper, PackFigures f, string caption, string head, IReadOnlyList<PackRow> rows, bool sum, string heading, string? lead)
    {
        paper.Heading(heading);
        Say(paper, lead);

        var reports = rows.Any(r => r.Report is not null);
        List<IReadOnlyList<string>> lines = [.. rows.Select(r => Line(r.Name, r.Totals, words.Report(r.Report)))];
        if (sum)
        {
            lines.Add(Line("Tổng số", f.Totals, string.Empty));
        }

        paper.Table(
            "Bảng", $"{caption}, {f.Period}",
            [new(head, 2.9), .. f.Measures.Select(m => new PaperColumn(words.Measure(m, f), 1.2, "right")), .. reports ? new[] { new PaperColumn("Báo cáo kỳ", 1.5, "center") } : []], lines, i => sum && i == lines.Count - 1);

        IReadOnlyList<string> Line(string name, CubeTotals totals, string report) =>
            [name, .. f.Measures.Select(m => PackWords.Number(PackFigures.Of(totals, m))), .. reports ? new[] { report } : []];
    }

    private void Appendix(Paper paper, PackFigures f, string? number, string title, PackList list, bool decided)
    {
        paper.Heading(number is null ? title : $"{number}. {title}", 1, newPage: number is not (null or "Phụ lục I"));
        paper.Text($"({f.Place}, {f.Period})", s_note with { Align = "left", Indent = false });
        foreach (var note in words.Notes(f, list))
        {
            paper.Text(note, s_note with { Indent = false });
        }

        if (list.Models.Count == 0)
        {
            paper.Text(list.Unnamed > 0 ? "Không có mô hình nào được nêu tên." : "Không phát sinh.", PaperLook.Plain with { Indent = false });
            return;
        }

        var order = f.Fields.Select((r, i) => (r.Name, i)).DistinctBy(r => r.Name).ToDictionary(r => r.Name, r => r.i);
        foreach (var field in list.Models.GroupBy(m => m.Field).OrderBy(g => order.TryGetValue(g.Key, out var at) ? at : int.MaxValue))
        {
            var caption = $"{Domain.Text.TextFold.UpperFirst(field.Key)}: {PackWords.Count(field.Count())} mô hình";
            paper.Table(
                "Bảng", caption,
                decided
                    ? [new("TT", 0.6, "center"), new("Tên mô hình", 3.6), new("Chủ thể", 2.6), new("Địa bàn, đơn vị", 1.7), new("Cấp, hình thức", 1.4), new("Quyết định", 3)]
                    : [new("TT", 0.6, "center"), new("Tên mô hình", 4.2), new("Chủ thể", 2.8), new("Địa bàn, đơn vị", 2), new("Kết quả", 2)],
                [.. field.Select((m, i) => Line(i + 1, m))]);
        }

        IReadOnlyList<string> Line(int at, PackModel m) => decided
            ? [PackWords.Number(at), m.Name, $"{m.Owner} ({m.Subject.ToLower(s_vietnamese)})", m.Place, m.What, Decision(m)]
            : [PackWords.Number(at), m.Name, $"{m.Owner} ({m.Subject.ToLower(s_vietnamese)})", m.Place, m.What];
    }

    /// <summary>"Số 12-QĐ/ĐU, 05/10/2026, Đảng ủy xã Bình Lư".</summary>
    private static string Decision(PackModel m) => string.Join(", ", new[] { m.Number is { } number ? $"Số {number}" : null, m.On is { } on ? PackWords.Day(on) : "không ghi ngày", m.By }.Where(x => !string.IsNullOrEmpty(x)));

    private static void Foot(Paper paper, PackIssuer issuer, PackEdits edits, bool ended = false)
    {
        paper.Text(ended ? string.Empty : End, new() { Align = "right", Indent = false });
        var (plain, bold) = (new PaperLook { Align = "center" }, new PaperLook { Align = "center", Bold = true });
        List<(string, PaperLook)> right =
        [
            .. issuer.Capacity is { } capacity ? new[] { (capacity, bold) } : [], (Typed(edits.SignerTitle) is { } title ? title.ToUpper(s_vietnamese) : "……", plain), (string.Empty, plain), (string.Empty, plain), (string.Empty, plain),
            (Typed(edits.SignerName) ?? "……", bold),
        ];
        var recipients = (Typed(edits.Recipients) ?? "- ……;\n- Lưu: ……").ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        paper.Columns(
            [("Nơi nhận:", new() { Bold = true, Italic = true, Size = 12, Align = "left" }), .. recipients.Select(r => (r.StartsWith('-') ? r : $"- {r}", new PaperLook { Size = 11, Align = "left" }))], right, 0.5);
    }
}
