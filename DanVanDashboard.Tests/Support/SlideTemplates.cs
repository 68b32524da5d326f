using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Presentation;
using A = DocumentFormat.OpenXml.Drawing;

namespace DanVanDashboard.Tests.Support;

/// <summary>Templates of slides as others' software makes them: a master with a picture, a theme of its own, three layouts, a sample slide.</summary>
internal static class SlideTemplates
{
    private const string Spaces = "xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" xmlns:p=\"http://schemas.openxmlformats.org/presentationml/2006/main\"";
    private const string Group = "<p:nvGrpSpPr><p:cNvPr id=\"1\" name=\"\"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>";

    /// <summary>A template.</summary>
    /// <param name="wide">16:9, or 4:3.</param>
    /// <param name="dark">Whether its slides are dark.</param>
    /// <param name="layouts">Whether it has layouts.</param>
    /// <param name="change">Changes it at the end.</param>
    public static byte[] Make(bool wide = true, bool dark = false, bool layouts = true, Action<PresentationDocument>? change = null)
    {
        using var stream = new MemoryStream();
        using (var deck = PresentationDocument.Create(stream, PresentationDocumentType.Presentation))
        {
            var (width, height) = (wide ? 960 : 720, 540);
            var main = deck.AddPresentationPart();
            var master = main.AddNewPart<SlideMasterPart>("rId41");
            var theme = master.AddNewPart<ThemePart>("rId9");
            theme.Theme = new A.Theme(Theme(dark));
            var picture = master.AddImagePart(ImagePartType.Png, "rId8");
            picture.FeedData(new MemoryStream(Pictures.Png()));
            var (title, body, foot) = (Shape(2, "title", null, 48, 24, width - 96, 90, "Tiêu đề"), Shape(3, "body", 1, 48, 130, width - 96, 350, "Nội dung"), Foot(width));
            List<(string Name, string Type, string Shapes)> all =
            [
                ("Trang bìa", "title", Shape(2, "ctrTitle", null, 120, 88, width - 240, 150, "Tiêu đề") + Shape(3, "subTitle", 1, 120, 250, width - 240, 110, "Phụ đề")),
                ("Tiêu đề và nội dung", "obj", Shape(2, "title", null, 48, 24, width - 96, 90, "Tiêu đề") + Shape(3, null, 1, 48, 130, width - 96, 350, "Nội dung") + foot),
                ("Chỉ tiêu đề", "titleOnly", "<p:sp><p:nvSpPr><p:cNvPr id=\"2\" name=\"T\"/><p:cNvSpPr/><p:nvPr><p:ph type=\"title\"/></p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:p><a:endParaRPr lang=\"vi-VN\"/></a:p></p:txBody></p:sp>" + foot),
            ];
            master.SlideMaster = new SlideMaster(
                $"<p:sldMaster {Spaces}><p:cSld><p:bg><p:bgPr><a:solidFill><a:schemeClr val=\"bg1\"/></a:solidFill><a:effectLst/></p:bgPr></p:bg><p:spTree>{Group}"
                + $"<p:pic><p:nvPicPr><p:cNvPr id=\"7\" name=\"Huy hiệu\"/><p:cNvPicPr/><p:nvPr/></p:nvPicPr><p:blipFill><a:blip r:embed=\"rId8\"/><a:stretch><a:fillRect/></a:stretch></p:blipFill><p:spPr>{Place(6, 6, 36, 36)}<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></p:spPr></p:pic>"
                + $"{title}{body}{foot}</p:spTree></p:cSld><p:clrMap bg1=\"{(dark ? "dk1" : "lt1")}\" tx1=\"{(dark ? "lt1" : "dk1")}\" bg2=\"lt2\" tx2=\"dk2\" accent1=\"accent1\" accent2=\"accent2\" accent3=\"accent3\" accent4=\"accent4\" accent5=\"accent5\" accent6=\"accent6\" hlink=\"hlink\" folHlink=\"folHlink\"/>"
                + (layouts ? $"<p:sldLayoutIdLst>{string.Concat(all.Select((_, i) => $"<p:sldLayoutId id=\"{2147483700 + i}\" r:id=\"rId{20 + i}\"/>"))}</p:sldLayoutIdLst>" : string.Empty)
                + "<p:txStyles><p:titleStyle><a:lvl1pPr algn=\"ctr\"><a:defRPr sz=\"3600\" b=\"1\"><a:solidFill><a:schemeClr val=\"accent1\"/></a:solidFill><a:latin typeface=\"+mj-lt\"/></a:defRPr></a:lvl1pPr></p:titleStyle>"
                + "<p:bodyStyle><a:lvl1pPr><a:defRPr sz=\"2000\"><a:solidFill><a:schemeClr val=\"tx1\"/></a:solidFill><a:latin typeface=\"+mn-lt\"/></a:defRPr></a:lvl1pPr></p:bodyStyle><p:otherStyle/></p:txStyles></p:sldMaster>");
            foreach (var (layout, i) in layouts ? all.Select((l, i) => (l, i)) : [])
            {
                var part = master.AddNewPart<SlideLayoutPart>($"rId{20 + i}");
                part.SlideLayout = new SlideLayout($"<p:sldLayout {Spaces} type=\"{layout.Type}\"><p:cSld name=\"{layout.Name}\"><p:spTree>{Group}{layout.Shapes}</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>");
                part.AddPart(master, "rId1");
            }

            var sample = main.AddNewPart<SlidePart>("rId50");
            sample.Slide = new Slide($"<p:sld {Spaces}><p:cSld><p:spTree>{Group}</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sld>");
            if (layouts)
            {
                sample.AddPart(master.SlideLayoutParts.First(), "rId1");
            }

            main.AddPart(theme, "rId51");
            main.Presentation = new Presentation(
                $"<p:presentation {Spaces}><p:sldMasterIdLst><p:sldMasterId id=\"2147483660\" r:id=\"rId41\"/></p:sldMasterIdLst><p:sldIdLst><p:sldId id=\"300\" r:id=\"rId50\"/></p:sldIdLst>"
                + $"<p:sldSz cx=\"{width * 12700}\" cy=\"{height * 12700}\"{(wide ? "" : " type=\"screen4x3\"")}/><p:notesSz cx=\"6858000\" cy=\"9144000\"/><p:defaultTextStyle><a:lvl1pPr><a:defRPr sz=\"1800\"/></a:lvl1pPr></p:defaultTextStyle></p:presentation>");
            change?.Invoke(deck);
        }

        return stream.ToArray();
    }

    private static string Foot(int width) => Shape(4, "dt", 10, 48, 500, 200, 28, "") + Shape(5, "ftr", 17, 260, 500, width - 520, 28, "") + Shape(6, "sldNum", 18, width - 248, 500, 200, 28, "");

    private static string Shape(int id, string? type, int? index, int x, int y, int width, int height, string text) =>
        $"<p:sp><p:nvSpPr><p:cNvPr id=\"{id}\" name=\"{type ?? "Nội dung"}\"/><p:cNvSpPr><a:spLocks noGrp=\"1\"/></p:cNvSpPr><p:nvPr><p:ph{(type is null ? "" : $" type=\"{type}\"")}{(index is null ? "" : $" idx=\"{index}\"")}/></p:nvPr></p:nvSpPr>"
        + $"<p:spPr>{Place(x, y, width, height)}<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></p:spPr><p:txBody><a:bodyPr anchor=\"ctr\"><a:normAutofit/></a:bodyPr><a:lstStyle/><a:p>{(text.Length == 0 ? "<a:endParaRPr lang=\"vi-VN\"/>" : $"<a:r><a:rPr lang=\"vi-VN\"/><a:t>{text}</a:t></a:r>")}</a:p></p:txBody></p:sp>";

    private static string Place(int x, int y, int width, int height) => $"<a:xfrm><a:off x=\"{x * 12700}\" y=\"{y * 12700}\"/><a:ext cx=\"{width * 12700}\" cy=\"{height * 12700}\"/></a:xfrm>";

    private static string Theme(bool dark)
    {
        const string Fill = "<a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill>";
        var colours = new[] { ("dk1", dark ? "1B2A49" : "3B0A0A"), ("lt1", "FFFFFF"), ("dk2", "7A1E1E"), ("lt2", "F7EDE2"), ("accent1", dark ? "FFD34D" : "B3001B"), ("accent2", "E0A526"), ("accent3", "2F6F4E"), ("accent4", "2B5C8A"), ("accent5", "6B3FA0"), ("accent6", "8A6D3B"), ("hlink", "2B5C8A"), ("folHlink", "6B3FA0") };
        return "<a:theme xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" name=\"Mẫu tỉnh\"><a:themeElements><a:clrScheme name=\"Mẫu tỉnh\">"
            + string.Concat(colours.Select(c => $"<a:{c.Item1}><a:srgbClr val=\"{c.Item2}\"/></a:{c.Item1}>"))
            + "</a:clrScheme><a:fontScheme name=\"Mẫu tỉnh\"><a:majorFont><a:latin typeface=\"Liberation Serif\"/><a:ea typeface=\"\"/><a:cs typeface=\"\"/></a:majorFont><a:minorFont><a:latin typeface=\"Liberation Sans\"/><a:ea typeface=\"\"/><a:cs typeface=\"\"/></a:minorFont></a:fontScheme>"
            + $"<a:fmtScheme name=\"Office\"><a:fillStyleLst>{Fill}{Fill}{Fill}</a:fillStyleLst><a:lnStyleLst>{string.Concat(Enumerable.Repeat($"<a:ln w=\"9525\">{Fill}</a:ln>", 3))}</a:lnStyleLst><a:effectStyleLst>{string.Concat(Enumerable.Repeat("<a:effectStyle><a:effectLst/></a:effectStyle>", 3))}</a:effectStyleLst><a:bgFillStyleLst>{Fill}{Fill}{Fill}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>";
    }
}
