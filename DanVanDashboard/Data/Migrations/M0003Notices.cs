using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace DanVanDashboard.Data.Migrations;

/// <summary>Notices to people.</summary>
[DbContext(typeof(DanVanDbContext))]
[Migration("0003_Notices")]
public sealed class M0003Notices : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        var b = migrationBuilder;
        b.CreateTable("notices", t => new
        {
            id = t.Column<string>(), user_id = t.Column<string>(), at = t.Column<DateTime>(), kind = t.Column<string>(), campaign_id = t.Column<string>(nullable: true),
            link = t.Column<string>(), arguments = t.Column<string>(), by_user = t.Column<string>(), read_at = t.Column<DateTime>(nullable: true),
            mailed_at = t.Column<DateTime>(nullable: true),
        }, constraints: t =>
        {
            t.PrimaryKey("pk_notices", x => x.id);
            t.ForeignKey("fk_notices_account", x => x.user_id, "accounts", "id");
        });
        b.CreateIndex("ix_notices_user", "notices", ["user_id", "read_at", "at"]);
    }
}
