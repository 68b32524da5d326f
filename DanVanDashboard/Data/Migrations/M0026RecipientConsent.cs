using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace DanVanDashboard.Data.Migrations;

/// <summary>Whether a person honoured without a model agreed to be named in documents and on screens.</summary>
[DbContext(typeof(DanVanDbContext))]
[Migration("0026_RecipientConsent")]
public sealed class M0026RecipientConsent : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.AddColumn<bool>("consent", "recipients", nullable: true);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.DropColumn("consent", "recipients");
}
