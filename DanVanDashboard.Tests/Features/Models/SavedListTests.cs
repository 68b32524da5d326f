using DanVanDashboard.Features.Models.Kept;
using DanVanDashboard.Tests.Support;

namespace DanVanDashboard.Tests.Features.Models;

/// <summary>Lists that people keep by name.</summary>
public sealed class SavedListTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Lists_AreOnesOwnUntilTheyAreShared()
    {
        await using var store = await TestStore.CopyAsync();
        var lists = store.Get<SavedLists>();
        var (reporter, approver, other) = (await store.ActorAsync("xa-binhlu"), await store.ActorAsync("duyet-binhlu"), await store.ActorAsync("xa-khunha"));

        Assert.True((await lists.SaveAsync(reporter, new() { Name = " Chờ duyệt ", Query = "?ky=2026&trang-thai=pending&sau=x&la=1" }, null, Ct)).Ok);
        Assert.True((await lists.SaveAsync(reporter, new() { Name = "Kinh tế", Query = "linh-vuc=economy", Shared = true }, null, Ct)).Ok);

        var own = await lists.OfAsync(reporter, Ct);
        Assert.Equal([("Chờ duyệt", "/mo-hinh?ky=2026&trang-thai=pending", false), ("Kinh tế", "/mo-hinh?linh-vuc=economy", true)], own.Select(l => (l.Name, l.Href, l.Shared)));
        var shared = Assert.Single(await lists.OfAsync(approver, Ct));
        Assert.Equal(("Kinh tế", false, "Người báo cáo xã Bình Lư"), (shared.Name, shared.Own, shared.Owner));
        Assert.Empty(await lists.OfAsync(other, Ct));
        Assert.Equal("list.not-found", (await lists.DeleteAsync(approver, shared.Id, null, Ct)).Refusals.Single().Code);

        Assert.Equal("list.name-taken", (await lists.ChangeAsync(reporter, own[0].Id, new() { Name = "Kinh tế" }, null, Ct)).Refusals.Single().Code);
        Assert.True((await lists.ChangeAsync(reporter, own[1].Id, new() { Name = "KT", Shared = false }, null, Ct)).Ok);
        Assert.Empty(await lists.OfAsync(approver, Ct));
        Assert.True((await lists.DeleteAsync(reporter, own[0].Id, null, Ct)).Ok);
        Assert.Equal("KT", Assert.Single(await lists.OfAsync(reporter, Ct)).Name);
        Assert.Null(await store.VerifyAsync());
    }

    [Fact]
    public async Task Save_WhatCannotBeKept_IsRefused()
    {
        await using var store = await TestStore.CopyAsync();
        var (lists, board) = (store.Get<SavedLists>(), await store.ActorAsync("bandanvan"));

        Assert.Equal("list.name-missing", (await lists.SaveAsync(board, new() { Name = " ", Query = "ky=2026" }, null, Ct)).Refusals.Single().Code);
        Assert.Equal("list.name-too-long", (await lists.SaveAsync(board, new() { Name = new('a', 81) }, null, Ct)).Refusals.Single().Code);
        Assert.Equal("list.query-too-long", (await lists.SaveAsync(board, new() { Name = "a", Query = new('a', 2001) }, null, Ct)).Refusals.Single().Code);
        for (var i = 0; i < SavedLists.Most; i++)
        {
            Assert.True((await lists.SaveAsync(board, new() { Name = $"số {i}" }, null, Ct)).Ok);
        }

        Assert.Equal("list.too-many", (await lists.SaveAsync(board, new() { Name = "một nữa" }, null, Ct)).Refusals.Single().Code);
        Assert.True((await lists.SaveAsync(board, new() { Name = "số 1", Query = "ky=2025" }, null, Ct)).Ok);
    }
}
