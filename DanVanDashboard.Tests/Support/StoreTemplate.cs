namespace DanVanDashboard.Tests.Support;

/// <summary>Seeds each kind of store once per run; tests work on copies, which takes milliseconds where seeding takes seconds.</summary>
internal static class StoreTemplate
{
    private static readonly Lazy<Task<string>> s_demo = new(() => SeedAsync(demo: true));
    private static readonly Lazy<Task<string>> s_facts = new(() => SeedAsync(demo: false));

    /// <summary>A closed store, not to be opened in place.</summary>
    public static Task<string> FolderAsync(bool demo) => demo ? s_demo.Value : s_facts.Value;

    private static async Task<string> SeedAsync(bool demo)
    {
        var folder = new TempFolder();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Dispose();
        await using var store = await TestStore.OpenAsync(TestStore.Settings(folder, demo));
        return folder;
    }
}
