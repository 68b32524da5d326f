using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace DanVanDashboard.Data.Migrations;

/// <summary>Figures that the board enters from documents: metrics of its own, who entered and who withdrew.</summary>
[DbContext(typeof(DanVanDbContext))]
[Migration("0012_Figures")]
public sealed class M0012Figures : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        var b = migrationBuilder;
        b.CreateTable("metrics", t => new
        {
            key = t.Column<string>(), kind = t.Column<string>(), name_vi = t.Column<string>(), name_en = t.Column<string>(), measure_vi = t.Column<string>(nullable: true),
            measure_en = t.Column<string>(nullable: true), added_by = t.Column<string>(), added_at = t.Column<DateTime>(),
        }, constraints: t => t.PrimaryKey("pk_metrics", x => x.key));

        b.AddColumn<string>("entered_by", "observations", nullable: true);
        b.AddColumn<DateTime>("entered_at", "observations", nullable: true);
        b.AddColumn<string>("withdrawn_by", "observations", nullable: true);
        b.AddColumn<DateTime>("withdrawn_at", "observations", nullable: true);
        b.AddColumn<string>("withdrawn_reason", "observations", nullable: true);
        b.AddColumn<string>("reference", "sources", nullable: true);
        b.AddColumn<string>("entered_by", "sources", nullable: true);
        b.AddColumn<DateTime>("entered_at", "sources", nullable: true);
        // Tables of figures that speak of the built-in documents call them by these names.
        foreach (var (id, reference) in new[]
        {
            ("S000", "000_90e5e0bdcc41d0f5.txt"), ("S001", "001_c8006cdf789937c7.txt"), ("S002", "002_8a94294cc95424fb.txt"), ("S003", "003_5ea5b1ad7b6b4509.txt"),
            ("S004", "004_229ae66c3e65162b.txt"),
        })
        {
            b.Sql($"UPDATE sources SET reference = '{reference}' WHERE id = '{id}'");
        }
    }
}
