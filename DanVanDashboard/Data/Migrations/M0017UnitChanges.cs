using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace DanVanDashboard.Data.Migrations;

/// <summary>Decisions that changed units, with what they did; bodies that go on for others.</summary>
[DbContext(typeof(DanVanDbContext))]
[Migration("0017_UnitChanges")]
public sealed class M0017UnitChanges : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        var b = migrationBuilder;
        b.CreateTable("unit_changes", t => new
        {
            id = t.Column<string>(), number = t.Column<long>(), kind = t.Column<string>(), decision_number = t.Column<string>(), issued_by = t.Column<string>(), title = t.Column<string>(nullable: true),
            locator = t.Column<string>(nullable: true), on = t.Column<DateOnly>(), effects = t.Column<string>(), accounts_moved_at = t.Column<DateTime>(nullable: true), recorded_by = t.Column<string>(),
            recorded_at = t.Column<DateTime>(), undone_by = t.Column<string>(nullable: true), undone_at = t.Column<DateTime>(nullable: true), undone_reason = t.Column<string>(nullable: true),
        }, constraints: t => t.PrimaryKey("pk_unit_changes", x => x.id));
        b.AddColumn<string>("heir_id", "bodies", nullable: true);
        b.CreateIndex("ix_unit_changes_number", "unit_changes", ["number"], unique: true);
    }
}
