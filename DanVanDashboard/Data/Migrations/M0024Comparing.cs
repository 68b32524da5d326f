using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace DanVanDashboard.Data.Migrations;

/// <summary>Households and party cells beside people, each with year, source and versions of its own; and days of a campaign that are marked on the axis of time.</summary>
[DbContext(typeof(DanVanDbContext))]
[Migration("0024_Comparing")]
public sealed class M0024Comparing : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<string>("kind", "populations", nullable: false, defaultValue: "people");
        migrationBuilder.DropIndex("ix_populations_unit", "populations");
        migrationBuilder.CreateIndex("ix_populations_unit", "populations", ["unit_id", "kind", "year", "version"], unique: true);
        migrationBuilder.CreateTable("marks", t => new
        {
            id = t.Column<string>(), campaign_id = t.Column<string>(), on = t.Column<DateOnly>(), text = t.Column<string>(), set_by = t.Column<string>(), set_at = t.Column<DateTime>(),
            withdrawn_by = t.Column<string>(nullable: true), withdrawn_at = t.Column<DateTime>(nullable: true),
        }, constraints: t =>
        {
            t.PrimaryKey("pk_marks", x => x.id);
            t.ForeignKey("fk_marks_campaign", x => x.campaign_id, "campaigns", "id");
        });
        migrationBuilder.CreateIndex("ix_marks_campaign", "marks", ["campaign_id", "on"]);
    }
}
