using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace DanVanDashboard.Tests.Support;

/// <summary>Gives bUnit the AngleSharp.Diffing that restores here, whatever version it was compiled against (see build/Bunit.targets).</summary>
internal static class BunitAssemblies
{
    [ModuleInitializer]
    internal static void Resolve() => AssemblyLoadContext.Default.Resolving += (context, name) =>
        name.Name == "AngleSharp.Diffing"
            ? context.LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, "AngleSharp.Diffing.dll"))
            : null;
}
