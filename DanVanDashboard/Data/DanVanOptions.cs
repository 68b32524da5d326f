using System.Globalization;

namespace DanVanDashboard.Data;

/// <summary>Which database holds the store.</summary>
public enum StoreProvider
{
    /// <summary>A file in the data directory; one instance.</summary>
    Sqlite,

    /// <summary>A server, by <c>ConnectionStrings:Postgres</c>.</summary>
    Postgres,
}

/// <summary>Section <c>DanVan</c>, read and checked once at start.</summary>
public sealed record DanVanOptions
{
    /// <summary>Absolute folder of store, keys, uploads and backups.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>The database.</summary>
    public StoreProvider Provider { get; init; }

    /// <summary>Connection string, for PostgreSQL only.</summary>
    public string? PostgresConnection { get; init; }

    /// <summary>Absolute folder of the log of audit heads; <see langword="null"/>: the data directory. On another disk or machine it is a better witness.</summary>
    public string? AuditHeadDirectory { get; init; }

    /// <summary>Whether the simulated campaigns and the demo accounts exist.</summary>
    public bool Demo { get; init; }

    /// <summary>Events per minute that the simulator writes; 0 is off.</summary>
    public int SimulatorEventsPerMinute { get; init; }

    /// <summary>First administrator, in Production.</summary>
    public string? AdminUserName { get; init; }

    /// <summary>Password of the first administrator.</summary>
    public string? AdminPassword { get; init; }

    /// <summary>Unit id of the province that the instance serves.</summary>
    public required string RootUnit { get; init; }

    /// <summary>Where notices are sent as mail; <see langword="null"/>: nowhere.</summary>
    public MailOptions? Mail { get; init; }

    /// <summary>Reads the section; gives every error at once, each naming its key.</summary>
    public static (DanVanOptions? Options, IReadOnlyList<string> Errors) Read(IConfiguration configuration, string contentRoot, bool development)
    {
        var section = configuration.GetSection("DanVan");
        var errors = new List<string>();
        var provider = StoreProvider.Sqlite;
        if (section["Database:Provider"] is { Length: > 0 } name && (!Enum.TryParse(name, ignoreCase: true, out provider) || !Enum.IsDefined(provider)))
        {
            errors.Add($"DanVan:Database:Provider is '{name}'; it must be Sqlite or Postgres.");
        }

        var connection = configuration.GetConnectionString("Postgres");
        if (provider == StoreProvider.Postgres && string.IsNullOrWhiteSpace(connection))
        {
            errors.Add("ConnectionStrings:Postgres is missing; DanVan:Database:Provider is Postgres.");
        }

        var demo = Boolean("Demo:Enabled", development);
        var rate = 0;
        if (section["Demo:SimulatorEventsPerMinute"] is { Length: > 0 } text
            && (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out rate) || rate > 60_000))
        {
            errors.Add($"DanVan:Demo:SimulatorEventsPerMinute is '{text}'; it must be a whole number from 0 to 60000.");
        }
        else if (rate > 0 && !demo)
        {
            errors.Add("DanVan:Demo:SimulatorEventsPerMinute is set, but DanVan:Demo:Enabled is false.");
        }

        var (admin, password) = (section["Admin:UserName"], section["Admin:Password"]);
        if (string.IsNullOrWhiteSpace(admin) != string.IsNullOrWhiteSpace(password))
        {
            errors.Add("DanVan:Admin:UserName and DanVan:Admin:Password must be given together.");
        }
        else if (!string.IsNullOrWhiteSpace(password) && password.Length < 10)
        {
            errors.Add("DanVan:Admin:Password is too short; it needs at least 10 characters.");
        }

        var directory = Path.GetFullPath(section["DataDirectory"] is { Length: > 0 } d ? d : "data", contentRoot);
        if (File.Exists(directory))
        {
            errors.Add($"DanVan:DataDirectory is '{directory}', which is a file; it must be a folder.");
        }

        var heads = section["Audit:HeadDirectory"] is { Length: > 0 } h ? Path.GetFullPath(h, contentRoot) : null;
        if (heads is not null && File.Exists(heads))
        {
            errors.Add($"DanVan:Audit:HeadDirectory is '{heads}', which is a file; it must be a folder.");
        }

        var root = section["RootUnit"] is { Length: > 0 } u ? u : development ? "12-1997/12" : null;
        if (root is null)
        {
            errors.Add("DanVan:RootUnit is missing; it must be the unit id of the province that this instance serves, e.g. 12-1997/12.");
        }

        var mail = MailOptions.Read(section.GetSection("Mail"), errors);
        return errors.Count > 0 ? (null, errors) : (new()
        {
            DataDirectory = directory, Provider = provider, PostgresConnection = connection, Demo = demo, SimulatorEventsPerMinute = rate,
            AdminUserName = admin, AdminPassword = password, RootUnit = root!, Mail = mail, AuditHeadDirectory = heads,
        }, errors);

        bool Boolean(string key, bool otherwise)
        {
            var value = section[key];
            if (string.IsNullOrEmpty(value))
            {
                return otherwise;
            }

            if (bool.TryParse(value, out var parsed))
            {
                return parsed;
            }

            errors.Add($"DanVan:{key} is '{value}'; it must be true or false.");
            return otherwise;
        }
    }
}
