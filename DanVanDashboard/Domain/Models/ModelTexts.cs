namespace DanVanDashboard.Domain.Models;

/// <summary>The long texts of a registration, in the order of the form. Source: domain notes, "A registration holds".</summary>
public enum ModelText
{
    /// <summary>Thực trạng, lý do.</summary>
    Situation,

    /// <summary>Mục tiêu, tiêu chí.</summary>
    Goals,

    /// <summary>Nội dung, cách thức.</summary>
    Content,

    /// <summary>Đối tượng: whom it serves.</summary>
    Beneficiaries,

    /// <summary>Lực lượng chủ trì.</summary>
    Lead,

    /// <summary>Lực lượng, đơn vị phối hợp.</summary>
    Partners,

    /// <summary>Lực lượng tham gia.</summary>
    Participants,

    /// <summary>Nguồn lực.</summary>
    Resources,

    /// <summary>Tiến độ.</summary>
    Schedule,

    /// <summary>Thời điểm đánh giá.</summary>
    Evaluation,

    /// <summary>Sản phẩm đầu ra.</summary>
    Outputs,

    /// <summary>Khả năng duy trì, nhân rộng.</summary>
    Sustainability,
}

/// <summary>What a model has brought about, by the unit that it is measured in.</summary>
public enum ResultKind
{
    /// <summary>Tiền, in đồng.</summary>
    Money,

    /// <summary>Ngày công.</summary>
    Workdays,

    /// <summary>Hiến đất, m².</summary>
    Land,

    /// <summary>Đường, km.</summary>
    Road,

    /// <summary>Nhà.</summary>
    Houses,

    /// <summary>Thẻ BHYT.</summary>
    HealthCards,

    /// <summary>Lượt người.</summary>
    People,

    /// <summary>Hộ hưởng lợi.</summary>
    Households,

    /// <summary>Anything else, with its own unit of measure.</summary>
    Other,
}

/// <summary>How complete a registration is: "đủ 9/14 mục".</summary>
/// <param name="Done">How many of the items are there.</param>
/// <param name="Missing">Outside names of those that are not, in the order of the form.</param>
public sealed record Completeness(int Done, IReadOnlyList<string> Missing)
{
    /// <summary>Longest of the long texts, in characters.</summary>
    public const int TextLimit = 8000;

    /// <summary>The items that make a registration complete. A model can be registered with the first of them only; partners, participants, results and evidence come as they come.</summary>
    public static readonly IReadOnlyList<string> Items =
    [
        "owner", "field", "village", "personResponsible", Wire.Name(ModelText.Situation), Wire.Name(ModelText.Goals), Wire.Name(ModelText.Content), Wire.Name(ModelText.Beneficiaries),
        Wire.Name(ModelText.Lead), Wire.Name(ModelText.Resources), Wire.Name(ModelText.Schedule), Wire.Name(ModelText.Evaluation), Wire.Name(ModelText.Outputs), Wire.Name(ModelText.Sustainability),
    ];

    /// <summary>How many items there are.</summary>
    public static int Of => Items.Count;

    /// <summary>Whether nothing is missing.</summary>
    public bool Full => Missing.Count == 0;

    /// <summary>Looks at each item; <paramref name="value"/> gives what stands under an outside name.</summary>
    public static Completeness Look(Func<string, string?> value)
    {
        var missing = Items.Where(i => string.IsNullOrWhiteSpace(value(i))).ToList();
        return new(Items.Count - missing.Count, missing);
    }
}
