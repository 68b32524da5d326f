using DanVanDashboard.Domain.Campaigns;

namespace DanVanDashboard.Seeding;

/// <summary>Names of simulated models: the sort of work that such campaigns do, no persons, no real places.</summary>
internal static class SimulatedNames
{
    private static readonly Dictionary<string, string[]> s_work = new()
    {
        [StandardFields.Economy] =
        [
            "Liên kết trồng và bao tiêu chè an toàn", "Tổ hợp tác nuôi cá nước lạnh", "Nhóm hộ trồng quế gắn với bảo vệ rừng", "Chuyển đổi nương kém hiệu quả sang cây ăn quả",
            "Nuôi trâu bò nhốt chuồng, trồng cỏ", "Tiết kiệm và cho vay vốn xoay vòng", "Sản xuất lúa nương đặc sản theo chuỗi", "Du lịch cộng đồng cùng làm cùng hưởng",
            "Góp đất, góp công mở đường sản xuất", "Hợp tác xã rau an toàn", "Nuôi ong lấy mật dưới tán rừng", "Đưa nông sản lên sàn thương mại điện tử",
        ],
        [StandardFields.CultureSociety] =
        [
            "Thắp sáng đường bản", "Đội văn nghệ giữ gìn dân ca", "Nhà sạch, vườn đẹp, đường hoa", "Xóa nhà tạm, nhà dột nát", "Ngày Chủ nhật xanh", "Tiếng trống học bài",
            "Vận động tham gia bảo hiểm y tế toàn dân", "Bản không tảo hôn", "Thu gom, phân loại rác tại hộ", "Dòng họ khuyến học", "Góp ngày công làm nhà văn hóa bản",
            "Lớp xóa mù chữ buổi tối", "Bữa cơm bán trú đủ chất", "Tổ phụ nữ giúp nhau làm kinh tế và nuôi dạy con",
        ],
        [StandardFields.DefenceSecurity] =
        [
            "Tổ tự quản đường biên, cột mốc", "Camera an ninh từ nguồn đóng góp", "Tổ liên gia an toàn phòng cháy", "Bản bình yên không ma túy", "Tiếng kẻng an ninh",
            "Quân dân chung sức dựng xây bản mới", "Dân quân giúp dân ngày mùa", "Tổ hòa giải không để việc nhỏ thành to",
        ],
        [StandardFields.PoliticalSystem] =
        [
            "Chính quyền thân thiện, vì Nhân dân phục vụ", "Ngày thứ Sáu nghe dân nói", "Tổ công nghệ số đến từng bản", "Chi bộ bốn tốt gắn với dân vận", "Trả kết quả thủ tục tại nhà",
            "Đảng viên phụ trách nhóm hộ", "Sinh hoạt chi bộ gắn chuyên đề học tập và làm theo Bác", "Công khai để dân biết, dân bàn, dân giám sát",
        ],
    };

    /// <summary>A name of a field; <paramref name="number"/> keeps names apart.</summary>
    public static string Of(string field, int pick, int number)
    {
        var work = s_work[field];
        return $"{work[pick % work.Length]} - mô phỏng {number:0000}";
    }

    /// <summary>The themes that go with a name.</summary>
    public static IReadOnlyList<string> ThemesOf(string name)
    {
        (string Part, string Theme)[] signs =
        [
            ("bảo hiểm y tế", "health_insurance"), ("rác", "environment"), ("xanh", "environment"), ("đường hoa", "environment"), ("công nghệ số", "digital"),
            ("thương mại điện tử", "digital"), ("làm theo Bác", "learning_from_uncle_ho"), ("Chính quyền", "government_mobilisation"), ("thủ tục", "government_mobilisation"),
            ("đường bản", "new_rural_area"), ("mở đường", "new_rural_area"), ("nhà văn hóa", "new_rural_area"), ("nhà tạm", "new_rural_area"),
            ("đường hoa", "new_rural_area"), ("tảo hôn", "ethnic_minorities"), ("dân ca", "ethnic_minorities"),
        ];
        return signs.Where(s => name.Contains(s.Part, StringComparison.OrdinalIgnoreCase)).Select(s => s.Theme).Distinct().ToList();
    }
}
