using DanVanDashboard.Data;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace DanVanDashboard.Tests.Architecture;

/// <summary>Which room may know which, read from the compiled assembly.</summary>
public sealed class DependencyTests
{
    private const string Root = "DanVanDashboard.";
    private static readonly Lazy<HashSet<(string From, string To, string Why)>> s_uses = new(() => Read(typeof(DanVanDbContext).Assembly.Location));

    [Fact]
    public void Domain_References_NothingButTheLanguage() =>
        Assert.Empty(Broken(s_uses.Value, "Domain", to => !to.StartsWith("System", StringComparison.Ordinal) && Room(to) != "Domain"));

    [Theory]
    [InlineData("Data", "Domain")]
    [InlineData("Cube", "Domain")]
    [InlineData("Live", "Domain")]
    [InlineData("Charts", "")]
    [InlineData("Ui", "Charts")]
    [InlineData("Export", "")]
    [InlineData("Boundaries", "Domain")]
    [InlineData("Projection", "Domain Data Cube Live")]
    [InlineData("Filters", "Domain Cube Projection Ui Charts")]
    [InlineData("Pack", "Domain Data Cube Projection Filters Ui Charts")]
    [InlineData("Files", "Domain Data Projection Live Api Access Ui Shell")]
    public void Room_References_OnlyWhatStandsBelowIt(string room, string allowed) =>
        Assert.Empty(Broken(s_uses.Value, room, to => Room(to) is { } other && other != room && !allowed.Split(' ').Contains(other)));

    [Fact]
    public void Charts_Ui_Export_KnowNoStore() =>
        Assert.Empty(new[] { "Charts", "Ui", "Export", "Domain", "Cube", "Live", "Boundaries" }.SelectMany(room => Broken(s_uses.Value, room, to => to.StartsWith("Microsoft.EntityFrameworkCore", StringComparison.Ordinal))));

    [Fact]
    public void Features_Reference_NoOtherFeature() => Assert.Empty(BetweenFeatures(s_uses.Value));

    [Fact]
    public void Rules_OnAnAssemblyThatBreaksThem_FindIt()
    {
        var uses = Read(typeof(DependencyTests).Assembly.Location, "DanVanDashboard.Tests.Architecture.Broken.");

        Assert.NotEmpty(Broken(uses, "Domain", to => to.StartsWith("Microsoft.EntityFrameworkCore", StringComparison.Ordinal)));
        Assert.NotEmpty(BetweenFeatures(uses));
    }

    [Fact]
    public void Reading_TheAssembly_SeesWhatIsKnownToBeThere()
    {
        Assert.Contains(s_uses.Value, u => Room(u.From) == "Data" && Room(u.To) == "Domain");
        Assert.Contains(s_uses.Value, u => Room(u.From) == "Data" && u.To.StartsWith("Microsoft.EntityFrameworkCore", StringComparison.Ordinal));
        Assert.Contains(s_uses.Value, u => Room(u.From) == "Features" && Room(u.To) == "Cube");
    }

    private static IEnumerable<string> Broken(HashSet<(string From, string To, string Why)> uses, string room, Func<string, bool> forbidden) =>
        uses.Where(u => Room(u.From) == room && forbidden(u.To)).Select(u => $"{u.Why} uses {u.To}").Distinct().Order(StringComparer.Ordinal);

    private static IEnumerable<string> BetweenFeatures(HashSet<(string From, string To, string Why)> uses) =>
        uses.Where(u => Feature(u.From) is { } from && Feature(u.To) is { } to && from != to).Select(u => $"{u.Why} uses {u.To}").Distinct().Order(StringComparer.Ordinal);

    /// <summary>The first part of a namespace of ours: Domain, Data, Features …</summary>
    private static string? Room(string name) => name.StartsWith(Root, StringComparison.Ordinal) ? name[Root.Length..].Split('.')[0] : null;

    private static string? Feature(string name) => Room(name) == "Features" ? name[Root.Length..].Split('.').ElementAtOrDefault(1) : null;

    /// <summary>Every type that a type names: in its shape and in its code. Attributes are left out; the compiler adds its own.</summary>
    private static HashSet<(string From, string To, string Why)> Read(string assembly, string prefix = Root)
    {
        var uses = new HashSet<(string, string, string)>();
        using var module = ModuleDefinition.ReadModule(assembly);
        foreach (var type in module.GetTypes())
        {
            var from = NamespaceOf(type);
            if (!from.StartsWith(prefix, StringComparison.Ordinal))
            {
                continue;
            }

            foreach (var used in UsedBy(type).SelectMany(Parts))
            {
                if (NamespaceOf(used).Length == 0)
                {
                    continue; // Made by the compiler.
                }

                var to = NamespaceOf(used) + "." + used.Name;
                uses.Add((Root + from[prefix.Length..] + ".", to.StartsWith(prefix, StringComparison.Ordinal) ? Root + to[prefix.Length..] : to, type.FullName));
            }
        }

        return uses;
    }

    private static IEnumerable<TypeReference?> UsedBy(TypeDefinition type)
    {
        yield return type.BaseType;
        foreach (var part in type.Interfaces.Select(i => i.InterfaceType).Concat(type.Fields.Select(f => f.FieldType)).Concat(type.Properties.Select(p => p.PropertyType)))
        {
            yield return part;
        }

        foreach (var method in type.Methods)
        {
            yield return method.ReturnType;
            foreach (var part in method.Parameters.Select(p => p.ParameterType).Concat(method.Body?.Variables.Select(v => v.VariableType) ?? []))
            {
                yield return part;
            }

            foreach (var instruction in method.Body?.Instructions.AsEnumerable() ?? Enumerable.Empty<Instruction>())
            {
                switch (instruction.Operand)
                {
                    case TypeReference t:
                        yield return t;
                        break;
                    case MemberReference member:
                        yield return member.DeclaringType;
                        if (member is GenericInstanceMethod generic)
                        {
                            foreach (var argument in generic.GenericArguments)
                            {
                                yield return argument;
                            }
                        }

                        break;
                }
            }
        }
    }

    private static IEnumerable<TypeReference> Parts(TypeReference? type) => type switch
    {
        null or GenericParameter => [],
        GenericInstanceType generic => generic.GenericArguments.SelectMany(Parts).Append(generic.ElementType),
        TypeSpecification specification => Parts(specification.ElementType),
        _ => [type],
    };

    private static string NamespaceOf(TypeReference type) => type.DeclaringType is { } outer ? NamespaceOf(outer) : type.Namespace;
}
