// Rooms that break every rule, so that DependencyTests is seen to fail where it must.
namespace DanVanDashboard.Tests.Architecture.Broken.Domain
{
    internal static class KnowsTheStore
    {
        public static int Count(Microsoft.EntityFrameworkCore.DbContext db) => db.GetHashCode();
    }
}

namespace DanVanDashboard.Tests.Architecture.Broken.Features.One
{
    internal static class Thing
    {
        public static int Number => 1;
    }
}

namespace DanVanDashboard.Tests.Architecture.Broken.Features.Two
{
    internal static class Other
    {
        public static Func<int> Number() => () => One.Thing.Number;
    }
}
