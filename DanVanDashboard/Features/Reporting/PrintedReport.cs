using DanVanDashboard.Domain.Bodies;
using DanVanDashboard.Domain.Campaigns;

namespace DanVanDashboard.Features.Reporting;

/// <summary>The form of a report on paper: that of Party bodies (Hướng dẫn 36-HD/VPTW), or that of state bodies (Nghị định 30/2020).</summary>
internal static class PrintedReport
{
    /// <summary>Whether the body issues state documents. Mass organisations and their like have forms of their own, which follow the Party's most closely.</summary>
    public static bool IsState(Body body) => body.Block is OrganisationBlock.Government or OrganisationBlock.ArmedForces or OrganisationBlock.School or OrganisationBlock.Enterprise;

    /// <summary>What the document bears, and where nothing was typed yet, what such a document usually bears. These are names of Vietnamese documents, in every language of the screen.</summary>
    public static DocumentView Offer(ReportFile file)
    {
        var row = file.Document;
        if (row is not null)
        {
            return SetReportDocument.Of(row);
        }

        var (body, name) = (file.Body, file.BodyName);
        var party = body is { Kind: BodyKind.PartyCommittee };
        return new(
            string.Empty, null, null, Place(name), party && !body.NonLocal ? "TỈNH ỦY" : null, "- Ban Tuyên giáo và Dân vận Tỉnh ủy;\n- Lưu.",
            party ? "T/M BAN THƯỜNG VỤ" : body.Kind == BodyKind.PeoplesCommittee ? "TM. ỦY BAN NHÂN DÂN" : null, null, null);
    }

    /// <summary>Issuing body in two lines where its name has a locality: "ĐẢNG ỦY" / "XÃ BÌNH LƯ".</summary>
    public static string Issuer(string name) => name.ToUpper(System.Globalization.CultureInfo.GetCultureInfo("vi-VN"));

    // The locality's name without its kind: "Bình Lư" of "Đảng ủy xã Bình Lư".
    private static string? Place(string body)
    {
        foreach (var kind in new[] { " xã ", " phường ", " đặc khu " })
        {
            if (body.IndexOf(kind, StringComparison.Ordinal) is > 0 and var at)
            {
                return body[(at + kind.Length)..];
            }
        }

        return null;
    }
}
