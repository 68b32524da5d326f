using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace DanVanDashboard.Data.Migrations;

/// <summary>Reports sent back within the commune, signed before they are sent, and periods that open by the clock.</summary>
[DbContext(typeof(DanVanDbContext))]
[Migration("0014_Reports")]
public sealed class M0014Reports : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        var b = migrationBuilder;
        b.AddColumn<bool>("sign_reports", "campaigns", defaultValue: false);
        b.AddColumn<bool>("inside", "report_remarks", defaultValue: false);
        b.AddColumn<DateTime>("withdrawn_at", "report_signatures", nullable: true);
        b.AddColumn<long>("opened_sequence", "obligations", defaultValue: 0L);
        b.AddColumn<DateOnly>("soon_told_for", "obligations", nullable: true);
        // What is owed already was announced when it was made.
        b.Sql("UPDATE obligations SET opened_sequence = -1");
    }
}
