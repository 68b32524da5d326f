using System.Globalization;
using DanVanDashboard.Export;
using DanVanDashboard.Features.Models.Sheets;

namespace DanVanDashboard.Tests.Features.Models.Import;

/// <summary>Registers as files, made where they are needed.</summary>
internal static class RegisterFile
{
    /// <summary>The Vietnamese heads of the template, by which the tests name columns.</summary>
    public static readonly IReadOnlyDictionary<ModelColumn, string> Heads = Read();

    /// <summary>A row that is right: a model of a commune, registered in January 2026.</summary>
    public static Dictionary<ModelColumn, string> Row(int number, string unit = "Xã Bình Lư") => new()
    {
        [ModelColumn.Name] = $"Đường hoa kiểu mẫu số {number.ToString(CultureInfo.InvariantCulture)} (thử)", [ModelColumn.Field] = "Kinh tế", [ModelColumn.Subject] = "Tập thể",
        [ModelColumn.Owner] = "Chi hội Phụ nữ (thử)", [ModelColumn.Unit] = unit, [ModelColumn.Village] = "bản thử", [ModelColumn.RegisteredOn] = "05/01/2026",
    };

    /// <summary>The same with all that can have happened to it.</summary>
    public static Dictionary<ModelColumn, string> FullRow(int number, string unit = "Xã Bình Lư")
    {
        var row = Row(number, unit);
        foreach (var (column, value) in new[]
        {
            (ModelColumn.AcceptedOn, "10/01/2026"), (ModelColumn.VerifiedOn, "01/06/2026"), (ModelColumn.VerifiedBy, "Tổ xác minh (thử)"), (ModelColumn.CommuneOn, "15/06/2026"),
            (ModelColumn.CommuneNumber, "12-QĐ/ĐU (thử)"), (ModelColumn.CommuneBody, ""), (ModelColumn.ProvinceOn, "01/09/2026"), (ModelColumn.ProvinceNumber, "thử-99"), (ModelColumn.ProvinceBody, "Tỉnh ủy"),
            (ModelColumn.ExemplarOn, "02/09/2026"), (ModelColumn.CommendedOn, "03/09/2026"), (ModelColumn.CommendForm, "Bằng khen"), (ModelColumn.CommendGiver, "Chủ tịch UBND tỉnh (thử)"),
            (ModelColumn.CommendNumber, "thử-100"), (ModelColumn.Target, "Cấp tỉnh"), (ModelColumn.Person, "Người thử"), (ModelColumn.Themes, "Môi trường; Chuyển đổi số"), (ModelColumn.Visibility, "Lưu hành nội bộ"),
            (ModelColumn.Consent, "Có"), (ModelColumn.Body, "Hội Nông dân"), (ModelColumn.Block, "Hội Nông dân"), (ModelColumn.OwnerKind, "chi hội"), (ModelColumn.StartedOn, "20/01/2026"), (ModelColumn.Address, "bản thử, xã"), (ModelColumn.Situation, "Đường tối (thử)\nNhiều dốc"), (ModelColumn.Sustainability, "=nhân rộng được (thử)"),
        })
        {
            row[column] = value;
        }

        return row;
    }

    /// <summary>A file in the layout of the template.</summary>
    public static MemoryStream Of(params IEnumerable<Dictionary<ModelColumn, string>> rows) => Of([], [.. ModelColumns.Imported.Select(c => Heads[c])], rows.Select(r => ModelColumns.Imported.Select(c => r.GetValueOrDefault(c)).ToArray()));

    /// <summary>A file of one sheet as it stands.</summary>
    public static MemoryStream Of(IReadOnlyList<string?[]> lead, string[] heads, IEnumerable<string?[]> rows)
    {
        var file = new MemoryStream();
        using var book = new WorkbookWriter(file, "thử");
        using (var sheet = book.Sheet("Danh sách", new() { Columns = [.. heads.Select(h => new SheetColumn(h))], Lead = [.. lead.Select(l => (IReadOnlyList<Cell>)[.. l.Select(t => Cell.Text(t))])] }))
        {
            foreach (var row in rows)
            {
                sheet.Row([.. row.Select(t => Cell.Text(t))]);
            }
        }

        book.Complete();
        file.Position = 0;
        return file;
    }

    private static Dictionary<ModelColumn, string> Read()
    {
        var words = new System.Resources.ResourceManager(typeof(DanVanDashboard.Features.Models.RegisterText));
        return ModelColumns.All.ToDictionary(c => c, c => words.GetString("column." + DanVanDashboard.Domain.Wire.Name(c), CultureInfo.InvariantCulture)!);
    }
}
