using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace DanVanDashboard.Data.Migrations;

/// <summary>Links that work once, the second step of signing in, and what is known of a token.</summary>
[DbContext(typeof(DanVanDbContext))]
[Migration("0010_Accounts")]
public sealed class M0010Accounts : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        var b = migrationBuilder;
        b.AddColumn<string>("two_factor_secret", "accounts", nullable: true);
        b.AddColumn<long>("two_factor_step", "accounts", nullable: false, defaultValue: 0L);
        b.AddColumn<string>("name", "tokens", nullable: true);
        b.AddColumn<DateTime>("expires_at", "tokens", nullable: true);
        b.AddColumn<DateTime>("last_used_at", "tokens", nullable: true);
        b.CreateTable("account_links", t => new
        {
            hash = t.Column<string>(), kind = t.Column<string>(), user_id = t.Column<string>(nullable: true), made_by = t.Column<string>(), made_at = t.Column<DateTime>(),
            expires_at = t.Column<DateTime>(), used_at = t.Column<DateTime>(nullable: true),
        }, constraints: t =>
        {
            t.PrimaryKey("pk_account_links", x => x.hash);
            t.ForeignKey("fk_account_links_account", x => x.user_id, "accounts", "id");
        });
        b.CreateIndex("ix_account_links_user", "account_links", "user_id");
        b.CreateTable("recovery_codes", t => new
        {
            hash = t.Column<string>(), user_id = t.Column<string>(), made_at = t.Column<DateTime>(), used_at = t.Column<DateTime>(nullable: true),
        }, constraints: t =>
        {
            t.PrimaryKey("pk_recovery_codes", x => x.hash);
            t.ForeignKey("fk_recovery_codes_account", x => x.user_id, "accounts", "id");
        });
        b.CreateIndex("ix_recovery_codes_user", "recovery_codes", "user_id");
    }
}
