using DanVanDashboard.Access;
using DanVanDashboard.Api;
using DanVanDashboard.Data;
using DanVanDashboard.Features.Accounts;
using DanVanDashboard.Features.Administration;
using DanVanDashboard.Features.Audit;
using DanVanDashboard.Features.Boundaries;
using DanVanDashboard.Features.Bodies;
using DanVanDashboard.Features.Clusters;
using DanVanDashboard.Features.Compare;
using DanVanDashboard.Features.Consolidation;
using DanVanDashboard.Features.Criteria;
using DanVanDashboard.Features.Documents;
using DanVanDashboard.Features.Figures;
using DanVanDashboard.Features.Inbox;
using DanVanDashboard.Features.Localities;
using DanVanDashboard.Features.Models;
using DanVanDashboard.Features.Overview;
using DanVanDashboard.Features.Pack;
using DanVanDashboard.Features.Periods;
using DanVanDashboard.Features.Plan;
using DanVanDashboard.Features.Presentation;
using DanVanDashboard.Features.Progress;
using DanVanDashboard.Features.Recognition;
using DanVanDashboard.Features.Reporting;
using DanVanDashboard.Features.Trends;
using DanVanDashboard.Features.Villages;
using DanVanDashboard.Files;
using DanVanDashboard.Hosting;
using DanVanDashboard.Pack;
using DanVanDashboard.Shell;

var command = Commands.Names(args) ? args : null;
var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = command is null ? args : [], ContentRootPath = ContentRoot.Find() });
var (options, errors) = DanVanOptions.Read(builder.Configuration, builder.Environment.ContentRootPath, builder.Environment.IsDevelopment());
if (options is null)
{
    Console.Error.WriteLine("The settings are wrong:\n  " + string.Join("\n  ", errors));
    return 2;
}

builder.AddHosting(command is not null);
builder.Services.AddStore(options).AddAccess(options).AddApi().AddFiles()
    .AddOverview().AddModels().AddRecognition().AddReporting().AddProgress().AddConsolidation().AddFigures().AddBoundaries().AddDocuments().AddInbox()
    .AddPlan().AddPeriods().AddCriteria().AddLocalities().AddVillages().AddCompare().AddTrends().AddAccounts().AddAudit().AddAdministration().AddBodies().AddClusters().AddFigureSets().AddPack().AddPresentation();
builder.AddShell();
builder.Services.AddCircuitSignIn();
if (command is not null)
{
    await using var tool = builder.Build();
    return await Commands.RunAsync(command, tool.Services, options, Environment.CurrentDirectory);
}

builder.Services.AddServing();
var app = builder.Build();
app.UseShell();
app.UseReadiness();
app.UseAuthentication();
app.UseAuthorization();
app.MapShell();
app.MapHealth();
app.MapAccess();
app.MapApi();
app.MapModels();
app.MapInbox();
app.MapCriteria();
app.MapReporting();
app.MapPlan();
app.MapPeriods();
app.MapProgress();
app.MapConsolidation();
app.MapAccounts();
app.MapLocalities();
app.MapVillages();
app.MapTrends();
app.MapOverview();
app.MapFigures();
app.MapBoundaries();
app.MapRecognition();
app.MapFiles();
app.MapAudit();
app.MapAdministration();
app.MapBodies();
app.MapClusters();
app.MapPack();
app.MapPresentation();
app.MapCompare();
return await app.ServeAsync();
