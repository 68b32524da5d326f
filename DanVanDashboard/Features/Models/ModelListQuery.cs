using DanVanDashboard.Filters;
using Microsoft.AspNetCore.WebUtilities;

namespace DanVanDashboard.Features.Models;

/// <summary>Reads a <see cref="ModelListState"/> from an address.</summary>
internal static class ModelListQuery
{
    /// <summary>The list that an address asks for, or was opened from.</summary>
    public static ModelListState Read(string uri) => Read(new QueryString(new Uri(uri).Query));

    /// <summary>The list that a query string asks for.</summary>
    public static ModelListState Read(QueryString asked)
    {
        var query = QueryHelpers.ParseQuery(asked.Value);
        return ModelListState.Of(
            new()
            {
                Campaign = One("phong-trao"), Period = One("ky"), Field = One("linh-vuc"), Theme = One("chu-de"), Block = One("khoi"), Unit = One("dia-ban"), Subject = One("doi-tuong"),
                Body = One("don-vi"), Boundaries = One("dia-gioi"), Measure = One("chi-so"),
            },
            One("loc"), One("cap"), One("trang-thai"), One("q"), One("sap-xep"), One("sau"), ModelNarrowQuery.Read(One));

        string? One(string name) => query.TryGetValue(name, out var value) ? value[0] : null;
    }
}
