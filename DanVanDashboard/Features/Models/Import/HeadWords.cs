using DanVanDashboard.Domain.Text;
using DanVanDashboard.Features.Models.Sheets;

namespace DanVanDashboard.Features.Models.Import;

/// <summary>The heads by which other registers name our columns.</summary>
internal static class HeadWords
{
    // Without diacritics, as Normal makes them. Heads that only together with a group head say what they mean stand with it in front.
    private static readonly (ModelColumn Column, string[] Heads)[] s_heads =
    [
        (ModelColumn.Name, ["ten mo hinh", "mo hinh", "ten mo hinh dien hinh", "mo hinh dien hinh", "ten mo hinh dan van kheo", "noi dung mo hinh", "ten", "model name", "model", "name"]),
        (ModelColumn.Field, ["linh vuc", "thuoc linh vuc", "field"]),
        (ModelColumn.Subject, ["doi tuong", "tap the ca nhan", "loai hinh", "subject"]),
        (ModelColumn.Owner, ["chu the", "chu the thuc hien", "don vi thuc hien", "don vi ca nhan thuc hien", "tap the ca nhan thuc hien", "chu mo hinh", "owner"]),
        (ModelColumn.OwnerKind, ["loai chu the", "kind of owner"]),
        (ModelColumn.Unit, ["xa phuong", "xa", "dia ban", "xa phuong thi tran", "ten xa", "don vi hanh chinh", "noi thuc hien", "commune", "locality", "unit"]),
        (ModelColumn.UnitCode, ["ma dia ban", "ma xa", "ma don vi hanh chinh", "ma dvhc", "code", "code of the locality"]),
        (ModelColumn.Body, ["don vi dang ky", "co quan dang ky", "don vi", "don vi bao cao", "body", "registering body"]),
        (ModelColumn.Address, ["dia chi", "dia chi cu the", "dia diem", "address"]),
        (ModelColumn.Village, ["thon ban", "thon ban to dan pho", "thon", "ban", "to dan pho", "khu dan cu", "village"]),
        (ModelColumn.Person, ["nguoi phu trach", "phu trach", "nguoi dung dau", "dau moi", "person responsible", "person"]),
        (ModelColumn.Themes, ["chu de", "themes", "theme"]),
        (ModelColumn.Block, ["khoi", "khoi to chuc", "block"]),
        (ModelColumn.RegisteredOn, ["ngay dang ky", "thoi gian dang ky", "dang ky ngay", "registered on", "registered"]),
        (ModelColumn.StartedOn, ["ngay bat dau", "thoi gian bat dau", "bat dau", "ngay trien khai", "started on", "started"]),
        (ModelColumn.Target, ["cap de nghi cong nhan", "cap de nghi", "cap dang ky", "muc dang ky", "target level"]),
        (ModelColumn.Visibility, ["luu hanh", "visibility"]),
        (ModelColumn.Consent, ["dong y cong khai", "consent", "consent to publish"]),
        (ModelColumn.AcceptedOn, ["ngay duyet", "ngay chap nhan", "accepted on"]),
        (ModelColumn.VerifiedOn, ["ngay xac minh", "ngay xac minh tai cho", "xac minh tai cho ngay", "ngay tham dinh thuc te", "verified on"]),
        (ModelColumn.VerifiedBy, ["nguoi xac minh", "xac minh tai cho nguoi", "don vi xac minh", "verified by"]),
        (ModelColumn.CommuneOn, ["ngay cong nhan cap xa", "cong nhan cap xa ngay", "cong nhan cap co so ngay", "ngay cong nhan cap co so"]),
        (ModelColumn.CommuneNumber, ["so quyet dinh cap xa", "cong nhan cap xa so quyet dinh", "so qd cap xa", "cong nhan cap xa so qd", "cong nhan cap co so so quyet dinh"]),
        (ModelColumn.CommuneBody, ["cong nhan cap xa co quan", "cong nhan cap xa co quan ban hanh"]),
        (ModelColumn.DistrictOn, ["ngay cong nhan cap huyen", "cong nhan cap huyen ngay"]),
        (ModelColumn.DistrictNumber, ["so quyet dinh cap huyen", "cong nhan cap huyen so quyet dinh", "so qd cap huyen", "cong nhan cap huyen so qd"]),
        (ModelColumn.DistrictBody, ["cong nhan cap huyen co quan", "cong nhan cap huyen co quan ban hanh"]),
        (ModelColumn.ProvinceOn, ["ngay cong nhan cap tinh", "cong nhan cap tinh ngay"]),
        (ModelColumn.ProvinceNumber, ["so quyet dinh cap tinh", "cong nhan cap tinh so quyet dinh", "so qd cap tinh", "cong nhan cap tinh so qd"]),
        (ModelColumn.ProvinceBody, ["cong nhan cap tinh co quan", "cong nhan cap tinh co quan ban hanh"]),
        (ModelColumn.ExemplarOn, ["dien hinh tien tien", "ngay cong nhan dien hinh", "dien hinh tien tien ngay"]),
        (ModelColumn.CommendedOn, ["ngay khen thuong", "ngay khen", "khen thuong ngay"]),
        (ModelColumn.CommendForm, ["hinh thuc khen", "hinh thuc khen thuong", "khen thuong hinh thuc"]),
        (ModelColumn.CommendGiver, ["co quan khen", "cap khen", "khen thuong co quan khen", "khen thuong cap khen"]),
        (ModelColumn.CommendNumber, ["so quyet dinh khen thuong", "so quyet dinh khen", "khen thuong so quyet dinh", "khen thuong so qd"]),
        (ModelColumn.StoppedOn, ["ngay dung", "ngay dung thuc hien", "stopped on"]),
        (ModelColumn.StopReason, ["ly do dung", "ly do dung thuc hien", "reason for stopping"]),
        (ModelColumn.Situation, ["thuc trang", "ly do", "ly do xay dung mo hinh"]),
        (ModelColumn.Goals, ["muc tieu", "tieu chi"]),
        (ModelColumn.Content, ["noi dung", "cach thuc", "noi dung cach thuc thuc hien"]),
        (ModelColumn.Beneficiaries, ["doi tuong thu huong", "doi tuong huong loi"]),
        (ModelColumn.Lead, ["luc luong chu tri", "don vi chu tri"]),
        (ModelColumn.Partners, ["luc luong phoi hop", "don vi phoi hop"]),
        (ModelColumn.Participants, ["luc luong tham gia"]),
        (ModelColumn.Resources, ["nguon luc", "kinh phi"]),
        (ModelColumn.Schedule, ["tien do", "tien do thuc hien"]),
        (ModelColumn.Evaluation, ["thoi diem danh gia"]),
        (ModelColumn.Outputs, ["san pham dau ra", "san pham", "ket qua du kien"]),
        (ModelColumn.Sustainability, ["kha nang duy tri nhan rong", "kha nang nhan rong"]),
    ];

    private static readonly Dictionary<string, ModelColumn> s_byHead = s_heads.SelectMany(h => h.Heads.Select(t => (t, h.Column))).ToDictionary(p => p.t, p => p.Column);

    /// <summary>A head without diacritics, signs and what stands in brackets: "Tên mô hình (*)" is "ten mo hinh".</summary>
    public static string Normal(string head)
    {
        var folded = TextFold.Fold(TextFold.Clean(head));
        var bracket = folded.IndexOf('(', StringComparison.Ordinal);
        var plain = bracket > 0 ? folded[..bracket] : folded;
        return string.Join(' ', string.Concat(plain.Select(c => char.IsLetterOrDigit(c) ? c : ' ')).Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>The column that a head names, among the heads of both languages' templates and the usual others.</summary>
    /// <param name="head">The head.</param>
    /// <param name="titles">The templates' own heads, as <see cref="Normal"/> makes them.</param>
    public static ModelColumn? Column(string head, IReadOnlyDictionary<string, ModelColumn> titles)
    {
        var normal = Normal(head);
        return normal.Length == 0 ? null : titles.TryGetValue(normal, out var own) ? own : s_byHead.TryGetValue(normal, out var known) ? known : null;
    }
}
