using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Campaigns;

namespace DanVanDashboard.Domain.Models;

/// <summary>Lưu hành: who may name a model.</summary>
public enum Visibility
{
    /// <summary>Named wherever the campaign is shown.</summary>
    Public,

    /// <summary>Lưu hành nội bộ: counted, never named in feeds, on hall screens or in outside events.</summary>
    Internal,
}

/// <summary>What a registration holds, cleaned and understood, before the rules are asked.</summary>
public sealed record Registration
{
    /// <summary>The campaign.</summary>
    public required Campaign Campaign { get; init; }

    /// <summary>The locality, as it is on the day of registration.</summary>
    public required string UnitId { get; init; }

    /// <summary>The owning or reporting body.</summary>
    public required string? BodyId { get; init; }

    /// <summary>Whether that body is outside the tree of localities.</summary>
    public required bool NonLocal { get; init; }

    /// <summary>Tên mô hình.</summary>
    public required string Name { get; init; }

    /// <summary>Field of the campaign's taxonomy.</summary>
    public required string? Field { get; init; }

    /// <summary>Tập thể hay cá nhân.</summary>
    public required Subject? Subject { get; init; }

    /// <summary>Chủ thể.</summary>
    public required string Owner { get; init; }

    /// <summary>Địa chỉ in words.</summary>
    public required string Address { get; init; }

    /// <summary>Ngày đăng ký.</summary>
    public required DateOnly RegisteredOn { get; init; }

    /// <summary>Ngày bắt đầu, if known.</summary>
    public DateOnly? StartedOn { get; init; }

    /// <summary>Longest name, in characters.</summary>
    public const int NameLimit = 300;

    /// <summary>Longest of the other one-line texts, in characters.</summary>
    public const int LineLimit = 500;

    /// <summary>Every reason why <paramref name="by"/> may not register this on <paramref name="today"/>; empty when it may.</summary>
    public List<Refusal> Refusals(Actor by, DateOnly today)
    {
        var refusals = new List<Refusal>();
        if (!by.MayEnterFor(UnitId, BodyId, NonLocal))
        {
            refusals.Add(new("model.not-your-unit", "unitId"));
            return refusals;
        }

        if (!Campaign.OpenForEntries)
        {
            refusals.Add(new("model.campaign-closed", "campaign"));
        }

        Text(Name, "name", NameLimit, required: true);
        Text(Owner, "owner", LineLimit, required: true);
        Text(Address, "address", LineLimit, required: true);
        if (Field is null || Campaign.Fields.Find(Field) is null)
        {
            refusals.Add(new("model.field-unknown", "field") { Arguments = [Field ?? string.Empty] });
        }
        else if (Campaign.Fields.Find(Field)!.Retired)
        {
            refusals.Add(new("model.field-retired", "field") { Arguments = [Campaign.Fields.Find(Field)!.NameVi] });
        }

        if (Subject is null)
        {
            refusals.Add(new("model.subject-unknown", "subject"));
        }

        if (RegisteredOn > today)
        {
            refusals.Add(new("model.registered-in-future", "registeredOn"));
        }
        else if (!Campaign.Covers(RegisteredOn))
        {
            refusals.Add(new("model.outside-campaign", "registeredOn"));
        }

        return refusals;

        void Text(string value, string field, int limit, bool required)
        {
            if (required && value.Length == 0)
            {
                refusals.Add(new($"model.{field}-missing", field));
            }
            else if (value.Length > limit)
            {
                refusals.Add(new("model.text-too-long", field) { Arguments = [limit.ToString(System.Globalization.CultureInfo.InvariantCulture)] });
            }
        }
    }
}
