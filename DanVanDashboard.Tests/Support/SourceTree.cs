namespace DanVanDashboard.Tests.Support;

/// <summary>The sources that this build was made from.</summary>
internal static class SourceTree
{
    public static string Root { get; } = Find();

    public static string Site { get; } = Path.Combine(Root, "DanVanDashboard");

    /// <summary>Files of the site below its folder, without what a build leaves there.</summary>
    public static IEnumerable<string> Files(string pattern) =>
        Directory.EnumerateFiles(Site, pattern, SearchOption.AllDirectories)
            .Where(f => !Path.GetRelativePath(Site, f).Split(Path.DirectorySeparatorChar).Any(p => p is "bin" or "obj" or "wwwroot" or "data"));

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "DanVanDashboard.sln")))
        {
            folder = folder.Parent;
        }
        return folder?.FullName ?? throw new InvalidOperationException("The tests run outside the source tree.");
    }
}
