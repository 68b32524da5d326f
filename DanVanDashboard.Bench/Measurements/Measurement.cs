using DanVanDashboard.Bench.Harness;
using DanVanDashboard.Bench.Site;

namespace DanVanDashboard.Bench.Measurements;

/// <summary>What a run shares: made when first asked for, gone at its end.</summary>
internal sealed class Bench(Arguments arguments) : IAsyncDisposable
{
    private string? _template;
    private MillionModels? _million;
    private BenchSite? _site;
    private Chromium? _chromium;

    public Scratch Scratch { get; } = new();

    public bool Quick => arguments.Quick;

    /// <summary>The large or, in a quick run, the small number.</summary>
    public int Size(int full, int quick) => Quick ? quick : full;

    /// <summary>A closed store of the seeded demonstration, for copies.</summary>
    public async Task<string> TemplateAsync()
    {
        if (_template is null)
        {
            Say("seeding a store");
            _template = Scratch.Folder("template");
            await using var seeded = await StoreOnly.OpenAsync(_template);
        }

        return _template;
    }

    /// <summary>A large campaign, as rows and as a cube.</summary>
    public async Task<MillionModels> MillionAsync()
    {
        if (_million is null)
        {
            await using var store = await StoreOnly.OpenAsync(Scratch.Copy(await TemplateAsync(), "reference"));
            _million = MillionModels.Make(store.Reference, Size(1_000_000, 50_000), Path.Combine(Scratch.Folder("million"), "models.db"), Say);
        }

        return _million;
    }

    /// <summary>Gives the memory of the large campaign back before something else is measured.</summary>
    public void ForgetMillion()
    {
        _million = null;
        GC.Collect();
    }

    /// <summary>The program in this process.</summary>
    public async Task<BenchSite> SiteAsync() => _site ??= await BenchSite.StartAsync(Scratch.Copy(await TemplateAsync(), "site"));

    /// <summary>The browser; <see langword="null"/> without one on this machine.</summary>
    public async Task<Chromium?> ChromiumAsync() => _chromium ??= await Chromium.LaunchAsync();

    /// <summary>Says on the standard error what goes on: the standard output is for the result.</summary>
    public static void Say(string what) => Console.Error.WriteLine($"  … {what}");

    public async ValueTask DisposeAsync()
    {
        if (_chromium is not null)
        {
            await _chromium.DisposeAsync();
        }

        if (_site is not null)
        {
            await _site.DisposeAsync();
        }

        Scratch.Dispose();
    }
}
