using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;

namespace DanVanDashboard.Tests.Support;

/// <summary>A page as a browser without script has it.</summary>
internal sealed partial record PlainPage(HttpStatusCode Code, string Text, Uri Address)
{
    /// <summary>State of the report.</summary>
    public string Status => StatusAt().Match(Text).Groups["status"].Value;

    /// <summary>What stands in a field.</summary>
    public string? Field(string name) => Fields().LastOrDefault(f => f.Name == name).Value;

    /// <summary>The markup of one cell.</summary>
    public string CellText(string cell)
    {
        var at = Text.IndexOf($"data-cell=\"{cell}\"", StringComparison.Ordinal);
        var next = Text.IndexOf("data-cell=", at + 10, StringComparison.Ordinal);
        return Text[at..(next < 0 ? Text.Length : next)];
    }

    /// <summary>Every field of the first form, as a browser would send it.</summary>
    public IEnumerable<(string Name, string Value)> Fields()
    {
        var form = Text.Split("</form>", 2)[0];
        foreach (Match input in InputAt().Matches(form))
        {
            var tag = input.Value;
            if (Attribute(tag, "name") is { } name && Attribute(tag, "type") is not "file" && (Attribute(tag, "type") is not "checkbox" || tag.Contains(" checked", StringComparison.Ordinal)))
            {
                yield return (name, Attribute(tag, "value") ?? (Attribute(tag, "type") is "checkbox" ? "on" : string.Empty));
            }
        }

        foreach (Match area in AreaAt().Matches(form))
        {
            yield return (Attribute(area.Value, "name")!, WebUtility.HtmlDecode(area.Groups["text"].Value));
        }

        foreach (Match select in SelectAt().Matches(form))
        {
            yield return (Attribute(select.Value, "name")!, Attribute((ChosenAt().Match(select.Value) is { Success: true } chosen ? chosen : OptionAt().Match(select.Value)).Value, "value")!);
        }
    }

    private static string? Attribute(string tag, string name) => Regex.Match(tag, $"\\b{name}=\"(?<v>[^\"]*)\"", RegexOptions.None, TimeSpan.FromSeconds(1)) is { Success: true } found ? WebUtility.HtmlDecode(found.Groups["v"].Value) : null;

    [GeneratedRegex("data-status=\"(?<status>[a-z]+)\"", RegexOptions.None, 1000)]
    private static partial Regex StatusAt();

    [GeneratedRegex("<input [^>]*>", RegexOptions.None, 1000)]
    private static partial Regex InputAt();

    [GeneratedRegex("<textarea [^>]*>(?<text>[^<]*)</textarea>", RegexOptions.None, 1000)]
    private static partial Regex AreaAt();

    [GeneratedRegex("<select [^>]*>.*?</select>", RegexOptions.Singleline, 1000)]
    private static partial Regex SelectAt();

    [GeneratedRegex("<option [^>]*>", RegexOptions.None, 1000)]
    private static partial Regex OptionAt();

    [GeneratedRegex("<option [^>]*selected[^>]*>", RegexOptions.None, 1000)]
    private static partial Regex ChosenAt();
}

/// <summary>Somebody with a browser that runs no script, who presses again when nothing comes.</summary>
internal sealed class PlainPerson : IDisposable
{
    private readonly HttpClient _http;

    /// <param name="address">Where the server is reached.</param>
    /// <param name="token">Who it is.</param>
    /// <param name="keepsAlive">Whether a connection serves more than one request.</param>
    public PlainPerson(Uri address, string? token, bool keepsAlive = true)
    {
        _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = true, ConnectTimeout = TimeSpan.FromSeconds(5) }) { BaseAddress = address, Timeout = TimeSpan.FromSeconds(60) };
        _http.DefaultRequestHeaders.ConnectionClose = !keepsAlive;
        if (token is not null)
        {
            _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }
    }

    /// <summary>How often a request had to be sent again.</summary>
    public int Repeated { get; private set; }

    public void Dispose() => _http.Dispose();

    public Task<PlainPage> GetAsync(string path) => AgainAsync(() => new(HttpMethod.Get, path));

    /// <summary>Fills in some fields and presses a button.</summary>
    public Task<PlainPage> PressAsync(PlainPage page, string button, params (string Name, string Value)[] typed) => PressAsync(page, ("do", button), typed);

    /// <summary>Fills in some fields and presses a button of another name.</summary>
    public Task<PlainPage> PressAsync(PlainPage page, (string Name, string Value) button, params (string Name, string Value)[] typed)
    {
        var names = typed.Select(t => t.Name).ToHashSet(StringComparer.Ordinal);
        var fields = page.Fields().Where(f => !names.Contains(f.Name)).Concat(typed).Append(button).ToList();
        return AgainAsync(() => new(HttpMethod.Post, page.Address.AbsolutePath) { Content = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value))) });
    }

    private async Task<PlainPage> AgainAsync(Func<HttpRequestMessage> make)
    {
        for (var i = 0; ; i++)
        {
            try
            {
                using var request = make();
                using var answer = await _http.SendAsync(request, TestContext.Current.CancellationToken);
                if (answer.StatusCode is HttpStatusCode.Redirect or HttpStatusCode.SeeOther && answer.Headers.Location is { } to)
                {
                    return await GetAsync(to.IsAbsoluteUri ? to.PathAndQuery : to.OriginalString);
                }

                return new(answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), answer.RequestMessage!.RequestUri!);
            }
            catch (Exception e) when (i < 8 && e is HttpRequestException or IOException)
            {
                Repeated++;
            }
        }
    }
}
