using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace DanVanDashboard.Data.Migrations;

/// <summary>The template of slides.</summary>
[DbContext(typeof(DanVanDbContext))]
[Migration("0022_DeckTemplates")]
public sealed class M0022DeckTemplates : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.CreateTable(
        "deck_templates",
        t => new
        {
            id = t.Column<string>(), name = t.Column<string>(), size = t.Column<long>(), sha256 = t.Column<string>(), content = t.Column<byte[]>(), layouts = t.Column<int>(), width = t.Column<int>(),
            height = t.Column<int>(), by_user = t.Column<string>(), at = t.Column<DateTime>(), removed_by = t.Column<string>(nullable: true), removed_at = t.Column<DateTime>(nullable: true),
        },
        constraints: t => t.PrimaryKey("pk_deck_templates", x => x.id));
}
