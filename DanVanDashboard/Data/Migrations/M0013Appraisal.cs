using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace DanVanDashboard.Data.Migrations;

/// <summary>Whether a campaign recognises only what was appraised as passed.</summary>
[DbContext(typeof(DanVanDbContext))]
[Migration("0013_Appraisal")]
public sealed class M0013Appraisal : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        // What stands was recognised without such a rule.
        migrationBuilder.AddColumn<bool>("appraisal_first", "campaigns", nullable: false, defaultValue: false);
}
