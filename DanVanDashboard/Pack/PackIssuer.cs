using DanVanDashboard.Domain.Bodies;
using DanVanDashboard.Domain.Campaigns;

namespace DanVanDashboard.Pack;

/// <summary>Whose rules a document follows.</summary>
public enum PackForm
{
    /// <summary>Văn bản của Đảng (Hướng dẫn 36-HD/VPTW).</summary>
    Party,

    /// <summary>Văn bản hành chính (Nghị định 30/2020), also of the Fatherland Front and its associations.</summary>
    State,

    /// <summary>Văn bản của Đoàn.</summary>
    Youth,
}

/// <summary>The body in whose name a report is drafted: what stands at its head and its foot. Names of Vietnamese documents, in every language of the screen.</summary>
/// <param name="Form">The form.</param>
/// <param name="Superior">The body above it, as it stands over its name; <see langword="null"/> for none.</param>
/// <param name="Name">Its name.</param>
/// <param name="Number">The number with the place for what nobody typed yet.</param>
/// <param name="Capacity">In whose stead one signs; <see langword="null"/> where the head of the body signs.</param>
/// <param name="Place">Where it sits; <see langword="null"/> where that is not known.</param>
public sealed record PackIssuer(PackForm Form, string? Superior, string Name, string Number, string? Capacity, string? Place)
{
    /// <summary>The form of a body.</summary>
    /// <param name="body">The body.</param>
    /// <param name="day">The day whose name it bears.</param>
    /// <param name="province">Name of the province with its kind.</param>
    /// <param name="place">Name of its locality, or of the province for a non-local body, without its kind.</param>
    public static PackIssuer Of(Body body, DateOnly day, string province, string place)
    {
        var name = body.NameOn(day);
        var form = body.Kind is BodyKind.PartyCommittee or BodyKind.PartyBoard ? PackForm.Party : body.Kind == BodyKind.YouthUnion ? PackForm.Youth : PackForm.State;
        var superior = body.Kind switch
        {
            BodyKind.PartyCommittee when !body.NonLocal => $"{(IsCity(province) ? "THÀNH ỦY" : "TỈNH ỦY")} {Bare(province)}",
            BodyKind.PartyBoard => $"{(IsCity(province) ? "THÀNH ỦY" : "TỈNH ỦY")} {Bare(province)}",
            BodyKind.StateAgency or BodyKind.Military or BodyKind.Police or BodyKind.BorderGuard or BodyKind.School => body.NonLocal ? $"ỦY BAN NHÂN DÂN {province}" : null,
            _ => null,
        };
        var capacity = body.Kind switch
        {
            BodyKind.PartyCommittee => "T/M BAN THƯỜNG VỤ",
            BodyKind.PeoplesCommittee => "TM. ỦY BAN NHÂN DÂN",
            BodyKind.FatherlandFront => "TM. BAN THƯỜNG TRỰC",
            BodyKind.YouthUnion or BodyKind.FarmersAssociation or BodyKind.WomensUnion or BodyKind.VeteransAssociation or BodyKind.TradeUnion => "TM. BAN THƯỜNG VỤ",
            _ => null,
        };
        return new(form, superior?.ToUpper(s_vietnamese), name, form == PackForm.State ? "Số: ……/BC-……" : "Số ……-BC/……", capacity, place);
    }

    private static readonly System.Globalization.CultureInfo s_vietnamese = System.Globalization.CultureInfo.GetCultureInfo("vi-VN");

    private static bool IsCity(string province) => province.StartsWith("Thành phố ", StringComparison.OrdinalIgnoreCase);

    private static string Bare(string province) => IsCity(province) ? province["Thành phố ".Length..] : province.StartsWith("Tỉnh ", StringComparison.OrdinalIgnoreCase) ? province["Tỉnh ".Length..] : province;
}
