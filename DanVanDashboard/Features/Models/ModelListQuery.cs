using DanVanDashboard.Filters;
using Microsoft.AspNetCore.WebUtilities;

namespace DanVanDashboard.Features.Models;

/// <summary>Reads a <see cref="ModelListState"/> from an address.</summary>
internal static class ModelListQuery
{
    /// <summary>The list that an address asks for, or was opened from.</summary>
    public static ModelListState Read(string uri)
    {
        var query = QueryHelpers.ParseQuery(new Uri(uri).Query);
        return ModelListState.Of(
            new()
            {
                Campaign = One("phong-trao"), Period = One("ky"), Field = One("linh-vuc"), Theme = One("chu-de"), Block = One("khoi"), Unit = One("dia-ban"), Subject = One("doi-tuong"),
                Body = One("don-vi"), Boundaries = One("dia-gioi"), Measure = One("chi-so"),
            },
            One("loc"), One("cap"), One("trang-thai"), One("q"), One("sap-xep"), One("sau"));

        string? One(string name) => query.TryGetValue(name, out var value) ? value[0] : null;
    }
}
