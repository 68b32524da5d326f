using DanVanDashboard.Tests.Support;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(FastTestsFirst))]

namespace DanVanDashboard.Tests.Support;

/// <summary>Who breaks a rule learns it in seconds: rules first, then what opens stores and hosts, then pages that are only looked at, other processes, and the browser last.</summary>
public sealed class FastTestsFirst : ITestCollectionOrderer
{
    private static readonly string[] s_order = ["", "Tests.Seeding.", "Tests.Data.", "Tests.Looks", "Tests.Host.", "Tests.Api.", "Tests.Hosting.", "Tests.Browser."];

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [.. testCollections.OrderBy(c => Array.FindLastIndex(s_order, part => c.TestCollectionDisplayName.Contains(part, StringComparison.Ordinal))).ThenBy(c => c.TestCollectionDisplayName, StringComparer.Ordinal)];
}
