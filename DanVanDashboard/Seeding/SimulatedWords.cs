using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Models;

namespace DanVanDashboard.Seeding;

/// <summary>What simulated registrations say, put together from lists. No persons, no real places, and every text that stands alone says that it is made up.</summary>
internal static class SimulatedWords
{
    private static readonly Dictionary<string, string[]> s_situation = new(StringComparer.Ordinal)
    {
        [StandardFields.Economy] =
        [
            "Phần lớn hộ trong {0} canh tác nhỏ lẻ, bán sản phẩm qua thương lái nên giá bấp bênh.", "Đất nương bạc màu, năng suất thấp; nhiều hộ thiếu vốn và kỹ thuật để đổi cây trồng.",
            "Chăn nuôi thả rông còn phổ biến, gia súc hay bị rét và dịch bệnh vào mùa đông.", "{1} có sản phẩm tốt nhưng chưa có nhãn hiệu, chưa bán được ngoài huyện cũ.",
        ],
        [StandardFields.CultureSociety] =
        [
            "Đường trong {0} chưa có điện chiếu sáng, buổi tối đi lại khó khăn và mất an toàn.", "Rác thải sinh hoạt chưa được phân loại, còn đổ ven suối, ảnh hưởng nguồn nước.",
            "Một số hộ còn ở nhà tạm; việc cưới, việc tang ở vài nơi còn kéo dài, tốn kém.", "Nhà văn hóa {0} xuống cấp, người dân ít nơi sinh hoạt chung; nhiều hộ chưa tham gia bảo hiểm y tế.",
        ],
        [StandardFields.DefenceSecurity] =
        [
            "{0} ở xa trung tâm, lực lượng công an, quân sự mỏng, việc nắm tình hình chủ yếu dựa vào Nhân dân.", "Mâu thuẫn đất đai, trộm cắp vặt còn xảy ra; người dân ngại báo tin.",
            "Đường tuần tra dài, cần Nhân dân cùng tham gia trông coi.", "Nhiều hộ chưa có bình chữa cháy, nhà gỗ san sát nhau nên nguy cơ cháy lan cao vào mùa khô.",
        ],
        [StandardFields.PoliticalSystem] =
        [
            "Người dân ở {0} phải đi xa để làm thủ tục, nhiều việc phải đi lại hai, ba lần.", "Sinh hoạt chi bộ ở một số nơi nội dung chưa sát việc của dân, đảng viên chưa rõ hộ mình phụ trách.",
            "Người lớn tuổi ít dùng điện thoại thông minh nên khó tiếp cận dịch vụ công trực tuyến.", "Việc đóng góp và chi tiêu ở {0} chưa được công khai thường xuyên, người dân còn thắc mắc.",
        ],
    };

    private static readonly Dictionary<string, string[]> s_content = new(StringComparer.Ordinal)
    {
        [StandardFields.Economy] =
        [
            "Họp bàn với từng nhóm hộ, thống nhất quy ước; mời cán bộ khuyến nông hướng dẫn tại ruộng, nương.", "Lập tổ hợp tác, mua chung giống và vật tư, ghi sổ theo dõi chung, ký hợp đồng bao tiêu.",
            "Hộ khá nhận giúp hộ khó khăn về giống, ngày công và cách làm.",
        ],
        [StandardFields.CultureSociety] =
        [
            "Họp dân bàn cách làm, mức góp và người giữ quỹ; công khai từng khoản thu, chi trên bảng tin.", "Chia nhóm theo cụm nhà, mỗi nhóm nhận một đoạn đường, một phần việc cụ thể.",
            "Già làng, trưởng bản, người có uy tín vận động trong dòng họ; đoàn viên, hội viên làm trước.",
        ],
        [StandardFields.DefenceSecurity] =
        [
            "Lập tổ tự quản theo cụm nhà, phân công trực, có sổ ghi tin và đường dây báo tin nhanh.", "Ký cam kết giữa các hộ; hằng tháng sinh hoạt cùng công an xã, ban chỉ huy quân sự xã.",
            "Hòa giải ngay từ đầu tại nhà văn hóa, có người có uy tín tham dự.",
        ],
        [StandardFields.PoliticalSystem] =
        [
            "Mỗi đảng viên phụ trách một nhóm hộ, ghi ý kiến của dân vào sổ và báo cáo tại kỳ sinh hoạt chi bộ.", "Bố trí ngày cố định nghe dân nói; ý kiến được trả lời bằng văn bản trong thời hạn đã hứa.",
            "Tổ công nghệ số đến từng nhà hướng dẫn nộp hồ sơ, nhận kết quả tại nhà.",
        ],
    };

    private static readonly Dictionary<string, string[]> s_goals = new(StringComparer.Ordinal)
    {
        [StandardFields.Economy] = ["Từ {2} hộ tham gia ban đầu lên ít nhất {3} hộ; thu nhập mỗi hộ tăng 10 đến 15% mỗi năm; có hợp đồng tiêu thụ ổn định.", "Giảm ít nhất {4} hộ nghèo, cận nghèo trong {0}; mỗi hộ tham gia nắm được một quy trình kỹ thuật."],
        [StandardFields.CultureSociety] = ["{3} hộ trong {0} tham gia thường xuyên; mỗi tháng một buổi làm chung; giữ được ít nhất ba năm.", "Từ 90% hộ trở lên thực hiện cam kết; không còn điểm đổ rác tự phát; {4} phần việc hoàn thành trong năm."],
        [StandardFields.DefenceSecurity] = ["100% hộ trong {0} ký cam kết; không để xảy ra vụ việc phức tạp; mỗi tháng có sinh hoạt tổ tự quản.", "Từ 90% mâu thuẫn được hòa giải tại chỗ; {3} hộ có phương tiện chữa cháy ban đầu."],
        [StandardFields.PoliticalSystem] = ["100% ý kiến của dân được ghi lại và trả lời đúng hạn; {3} hộ được đảng viên phụ trách.", "Từ 80% hồ sơ nộp trực tuyến; {2} buổi lưu động trong năm; mức hài lòng từ 95% trở lên."],
    };

    private static readonly string[] s_beneficiaries = ["{3} hộ trong {0}, trong đó {4} hộ nghèo, cận nghèo.", "Nhân dân trong {0} và các hộ lân cận, khoảng {3} hộ.", "Hội viên, đoàn viên và gia đình trong {0}, trước hết là {4} hộ khó khăn."];

    private static readonly string[] s_partners = ["Mặt trận Tổ quốc, các đoàn thể cùng cấp; trưởng bản, người có uy tín.", "Ủy ban nhân dân, công an, ban chỉ huy quân sự cùng cấp; chi bộ nơi thực hiện.", "Các đoàn thể chính trị - xã hội; trường học, trạm y tế trên địa bàn."];

    private static readonly string[] s_participants = ["{3} hộ, {2} đoàn viên, hội viên nòng cốt.", "Tổ nòng cốt {2} người và Nhân dân trong {0}.", "{2} đảng viên, {3} hộ gia đình."];

    private static readonly string[] s_resources = ["Nhân dân đóng góp {5} triệu đồng và {6} ngày công; phần còn lại từ nguồn vận động hợp pháp.", "Ngày công của Nhân dân ({6} công), {5} triệu đồng vận động; không dùng ngân sách.", "{5} triệu đồng từ quỹ của đoàn thể và đóng góp; vật liệu sẵn có tại chỗ."];

    private static readonly string[] s_schedule = ["Quý I họp dân, thống nhất cách làm; quý II, III thực hiện; quý IV đánh giá, rút kinh nghiệm.", "Khảo sát một tháng; làm điểm ba tháng; sau đó mở ra các cụm còn lại.", "Thực hiện thường xuyên, mỗi tháng một buổi; sáu tháng kiểm điểm một lần."];

    private static readonly string[] s_evaluation = ["Cuối quý III, trước ngày truyền thống công tác dân vận 15/10.", "Sơ kết sau sáu tháng, tổng kết vào tháng 9 hằng năm.", "Kiểm tra tại chỗ hai lần trong năm; đánh giá cuối năm có Nhân dân tham gia."];

    private static readonly Dictionary<string, string[]> s_outputs = new(StringComparer.Ordinal)
    {
        [StandardFields.Economy] = ["Sổ theo dõi sản xuất, hợp đồng tiêu thụ, danh sách hộ tham gia.", "Quy ước của tổ hợp tác; sản lượng và thu nhập từng vụ được công khai."],
        [StandardFields.CultureSociety] = ["Tuyến đường, nhà văn hóa được làm mới; quy ước và bảng công khai đóng góp.", "Danh sách hộ tham gia, ảnh trước và sau, lịch trực của từng nhóm."],
        [StandardFields.DefenceSecurity] = ["Sổ tin, sổ trực, bản cam kết của các hộ.", "Biên bản hòa giải, lịch tuần tra, danh sách tổ tự quản."],
        [StandardFields.PoliticalSystem] = ["Sổ ý kiến của dân và văn bản trả lời; kết quả khảo sát mức hài lòng.", "Bảng công khai, danh sách phân công đảng viên phụ trách hộ."],
    };

    private static readonly string[] s_sustainability = ["Chi phí thấp, do Nhân dân tự quản nên duy trì được; cụm bên cạnh có điều kiện tương tự có thể làm theo.", "Đã đưa vào quy ước của {0}; có thể nhân ra các bản có từ 30 hộ trở lên.", "Duy trì bằng quỹ quay vòng và lịch trực; nơi khác làm theo cần một tổ nòng cốt chừng mười người."];

    // Kind, own measure, smallest quantity, steps above it, size of a step, note.
    private static readonly Dictionary<string, (ResultKind Kind, string Measure, int From, int Steps, decimal Step, string? Note)[]> s_results = new(StringComparer.Ordinal)
    {
        [StandardFields.Economy] =
        [
            (ResultKind.Households, "hộ", 8, 60, 1, "tham gia mô hình"), (ResultKind.Money, "đồng", 20, 90, 1_000_000, "Nhân dân đóng góp"), (ResultKind.Workdays, "ngày công", 40, 200, 1, null),
            (ResultKind.Other, "tấn sản phẩm", 3, 60, 0.5m, "bán theo hợp đồng"), (ResultKind.Land, "m²", 400, 90, 50, "mở đường sản xuất"),
        ],
        [StandardFields.CultureSociety] =
        [
            (ResultKind.Workdays, "ngày công", 60, 300, 1, null), (ResultKind.Road, "km", 1, 30, 0.1m, "thắp sáng, làm đẹp"), (ResultKind.HealthCards, "thẻ", 10, 120, 1, "vận động tham gia"), (ResultKind.Houses, "nhà", 1, 5, 1, "xóa nhà tạm"),
            (ResultKind.Households, "hộ", 20, 90, 1, null), (ResultKind.Money, "đồng", 15, 120, 1_000_000, "Nhân dân đóng góp"),
        ],
        [StandardFields.DefenceSecurity] =
        [
            (ResultKind.People, "lượt người", 60, 500, 1, "tuần tra, trực"), (ResultKind.Households, "hộ", 25, 90, 1, "ký cam kết"), (ResultKind.Other, "vụ việc hòa giải", 2, 14, 1, "thành tại chỗ"), (ResultKind.Other, "mắt camera", 4, 20, 1, null),
        ],
        [StandardFields.PoliticalSystem] =
        [
            (ResultKind.People, "lượt người", 80, 700, 1, "được nghe, được trả lời"), (ResultKind.Other, "hồ sơ trả tại nhà", 20, 260, 1, null), (ResultKind.Households, "hộ", 20, 110, 1, "có đảng viên phụ trách"),
            (ResultKind.Other, "buổi lưu động", 4, 20, 1, null),
        ],
    };

    /// <summary>The long texts of a registration.</summary>
    /// <param name="field">Its field.</param>
    /// <param name="place">Where it is, as it stands in a sentence.</param>
    /// <param name="owner">Who leads it.</param>
    /// <param name="random">Decides; the same for the same model.</param>
    public static IEnumerable<(ModelText Part, string Text)> Texts(string field, string place, string owner, Random random)
    {
        var households = 18 + random.Next(70);
        object[] slots = [place, Capital(place), 6 + random.Next(14), households, 2 + random.Next(9), 12 + random.Next(95), 40 + (10 * random.Next(25))];
        yield return (ModelText.Situation, Of(s_situation[field]) + " (Nội dung mô phỏng.)");
        yield return (ModelText.Goals, Of(s_goals[field]));
        yield return (ModelText.Content, string.Join(' ', s_content[field].OrderBy(_ => random.Next()).Take(2)));
        yield return (ModelText.Beneficiaries, Of(s_beneficiaries));
        yield return (ModelText.Lead, owner + ".");
        yield return (ModelText.Partners, Of(s_partners));
        yield return (ModelText.Participants, Of(s_participants));
        yield return (ModelText.Resources, Of(s_resources));
        yield return (ModelText.Schedule, Of(s_schedule));
        yield return (ModelText.Evaluation, Of(s_evaluation));
        yield return (ModelText.Outputs, Of(s_outputs[field]));
        yield return (ModelText.Sustainability, Of(s_sustainability));

        string Of(string[] choices) => string.Format(System.Globalization.CultureInfo.InvariantCulture, choices[random.Next(choices.Length)], slots);
    }

    /// <summary>Two to four results, each of another kind or measure.</summary>
    public static IEnumerable<(ResultKind Kind, string Measure, decimal Quantity, string? Note)> Results(string field, Random random) =>
        [.. s_results[field].OrderBy(_ => random.Next()).Take(2 + random.Next(3)).OrderBy(r => r.Kind).Select(r => (r.Kind, r.Measure, (r.From * (r.Kind == ResultKind.Money ? r.Step : 1)) + (random.Next(r.Steps) * r.Step), r.Note))];

    private static string Capital(string text) => Domain.Text.TextFold.UpperFirst(text);
}
