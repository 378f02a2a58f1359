using System.Diagnostics;
using System.Text.Json.Nodes;
using HstNotebooks.Kernel.Jupyter;
using HstNotebooks.Kernel.Jupyter.Zmtp;

namespace HstNotebooks.Tests.Jupyter;

public sealed class KernelMessageTests
{
    private static string[] Types(IEnumerable<JupyterMessage> messages) => [.. messages.Select(message => message.Type)];

    [Theory]
    [InlineData("tcp")]
    [InlineData("ipc")]
    public async Task A_cell_is_executed_over_both_transports(string transport)
    {
        await using var client = await KernelClient.StartAsync(transport);
        var (reply, published) = await client.ExecuteAsync("Console.WriteLine(\"said\");\n6 * 7");
        Assert.Equal(("ok", 1), (reply["status"]!.GetValue<string>(), reply["execution_count"]!.GetValue<int>()));
        Assert.Equal(["status", "execute_input", "stream", "execute_result", "status"], Types(published));
        Assert.Equal("said\n", published[2].Content["text"]!.GetValue<string>());
        Assert.Equal("42", published[3].Content["data"]!["text/plain"]!.GetValue<string>());
    }

    [Fact]
    public async Task Kernel_info_names_protocol_language_and_program()
    {
        await using var client = await KernelClient.StartAsync();
        var info = await client.AskAsync("kernel_info_request", []);
        Assert.Equal("5.3", info["protocol_version"]!.GetValue<string>());
        Assert.Equal("C#", info["language_info"]!["name"]!.GetValue<string>());
        Assert.Equal("ok", info["status"]!.GetValue<string>());
    }

    [Fact]
    public async Task Displays_updates_and_clears_are_published_in_order_with_their_ids()
    {
        await using var client = await KernelClient.StartAsync();
        var (_, published) = await client.ExecuteAsync("Console.Write(\"a\"); var h = display(\"b\"); h.Update(\"c\"); clear_output(wait: true); Console.Write(\"d\");");
        Assert.Equal(["status", "execute_input", "stream", "display_data", "update_display_data", "clear_output", "stream", "status"], Types(published));
        Assert.Equal(published[3].Content["transient"]!["display_id"]!.GetValue<string>(), published[4].Content["transient"]!["display_id"]!.GetValue<string>());
        Assert.True(published[5].Content["wait"]!.GetValue<bool>());
    }

    [Fact]
    public async Task An_error_is_published_and_the_cells_sent_with_it_are_aborted()
    {
        await using var client = await KernelClient.StartAsync();
        string failing = client.Send(client.Shell, "execute_request", new JsonObject { ["code"] = "Thread.Sleep(300); throw new Exception(\"x\");", ["stop_on_error"] = true });
        client.Send(client.Shell, "execute_request", new JsonObject { ["code"] = "var never = 1;" });
        var first = await client.ReceiveAsync(client.Shell);
        var second = await client.ReceiveAsync(client.Shell);
        Assert.Equal(("error", "aborted"), (first.Content["status"]!.GetValue<string>(), second.Content["status"]!.GetValue<string>()));
        Assert.Equal(["status", "execute_input", "error", "status"], Types(await client.PublishedForAsync(failing)));
        var (later, _) = await client.ExecuteAsync("never");
        Assert.Equal("error", later["status"]!.GetValue<string>());
    }

    [Fact]
    public async Task Without_stop_on_error_the_cells_behind_it_run()
    {
        await using var client = await KernelClient.StartAsync();
        client.Send(client.Shell, "execute_request", new JsonObject { ["code"] = "Thread.Sleep(300); throw new Exception(\"x\");", ["stop_on_error"] = false });
        client.Send(client.Shell, "execute_request", new JsonObject { ["code"] = "var ran = 1;" });
        await client.ReceiveAsync(client.Shell);
        Assert.Equal("ok", (await client.ReceiveAsync(client.Shell)).Content["status"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_silent_cell_publishes_nothing_and_is_not_counted()
    {
        await using var client = await KernelClient.StartAsync();
        var (_, published) = await client.ExecuteAsync("Console.WriteLine(1); 5", content => content["silent"] = true);
        Assert.Equal(["status", "status"], Types(published));
        var (unkept, _) = await client.ExecuteAsync("6", content => content["store_history"] = false);
        var (counted, _) = await client.ExecuteAsync("7");
        Assert.Equal((0, 1), (unkept["execution_count"]!.GetValue<int>(), counted["execution_count"]!.GetValue<int>()));
    }

    [Fact]
    public async Task User_expressions_are_answered_each_with_value_or_error()
    {
        await using var client = await KernelClient.StartAsync();
        var (reply, _) = await client.ExecuteAsync("var x = 4;", content => content["user_expressions"] = new JsonObject { ["good"] = "x + 1", ["bad"] = "nothing" });
        Assert.Equal("5", reply["user_expressions"]!["good"]!["data"]!["text/plain"]!.GetValue<string>());
        Assert.Equal("error", reply["user_expressions"]!["bad"]!["status"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("1 + 1", "complete")]
    [InlineData("#!help", "complete")]
    [InlineData("#!tweakreg '*.fits'\nfor (int i = 0; i < 3; i++) {", "incomplete")]
    [InlineData("using var m = new MemoryStream();", "complete")]
    [InlineData("await using var m = new MemoryStream(", "incomplete")]
    [InlineData("int = = 3;", "invalid")]
    public async Task Whether_a_cell_is_complete_is_known(string code, string status)
    {
        await using var client = await KernelClient.StartAsync();
        Assert.Equal(status, (await client.AskAsync("is_complete_request", new JsonObject { ["code"] = code }))["status"]!.GetValue<string>());
    }

    [Fact]
    public async Task Input_is_asked_of_the_client_and_its_answer_is_read()
    {
        await using var client = await KernelClient.StartAsync();
        client.Send(client.Shell, "execute_request", new JsonObject { ["code"] = "Console.Write(\"name? \"); Console.ReadLine()", ["allow_stdin"] = true });
        var question = await client.ReceiveAsync(client.Stdin);
        Assert.Equal("input_request", question.Type);
        client.Send(client.Stdin, "input_reply", new JsonObject { ["value"] = "NGC 6791" });
        Assert.Equal("ok", (await client.ReceiveAsync(client.Shell)).Content["status"]!.GetValue<string>());
        while (await client.ReceiveAsync(client.Output) is var message)
            if (message.Type == "execute_result")
            {
                Assert.Equal("NGC 6791", message.Content["data"]!["text/plain"]!.GetValue<string>());
                break;
            }
    }

    [Fact]
    public async Task Input_that_the_client_cannot_give_is_an_error()
    {
        await using var client = await KernelClient.StartAsync();
        var (reply, _) = await client.ExecuteAsync("Console.ReadLine()", content => content["allow_stdin"] = false);
        Assert.Equal("error", reply["status"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("while (true) { }")]
    [InlineData("Thread.Sleep(60_000);")]
    [InlineData("Console.ReadLine();")]
    public async Task An_interrupt_by_message_ends_the_cell_within_a_second(string code)
    {
        await using var client = await KernelClient.StartAsync();
        await client.ExecuteAsync("1");
        client.Send(client.Shell, "execute_request", new JsonObject { ["code"] = code, ["allow_stdin"] = true });
        await Task.Delay(700, TestContext.Current.CancellationToken);
        var clock = Stopwatch.StartNew();
        Assert.Equal("ok", (await client.AskAsync("interrupt_request", [], client.Control))["status"]!.GetValue<string>());
        var reply = await client.ReceiveAsync(client.Shell);
        Assert.InRange(clock.ElapsedMilliseconds, 0, 1000);
        Assert.Equal("Interrupted", reply.Content["ename"]!.GetValue<string>());
        Assert.Equal("ok", (await client.ExecuteAsync("2")).Reply["status"]!.GetValue<string>());
    }

    [Fact]
    public async Task The_control_channel_answers_while_a_cell_runs()
    {
        await using var client = await KernelClient.StartAsync();
        client.Send(client.Shell, "execute_request", new JsonObject { ["code"] = "Thread.Sleep(5_000);" });
        await Task.Delay(300, TestContext.Current.CancellationToken);
        var clock = Stopwatch.StartNew();
        await client.AskAsync("kernel_info_request", [], client.Control);
        Assert.InRange(clock.ElapsedMilliseconds, 0, 1000);
        await client.AskAsync("interrupt_request", [], client.Control);
    }

    [Fact]
    public async Task Shutdown_is_answered_and_ends_the_serving_also_during_a_cell()
    {
        await using var client = await KernelClient.StartAsync();
        client.Send(client.Shell, "execute_request", new JsonObject { ["code"] = "while (true) { }" });
        await Task.Delay(300, TestContext.Current.CancellationToken);
        var reply = await client.AskAsync("shutdown_request", new JsonObject { ["restart"] = true }, client.Control);
        Assert.True(reply["restart"]!.GetValue<bool>());
        await client.Serving.WaitAsync(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task History_gives_the_last_cells_a_range_and_a_search()
    {
        await using var client = await KernelClient.StartAsync();
        foreach (string code in new[] { "var a = 1;", "a + 1", "a + 1", "a + 2" }) await client.ExecuteAsync(code);
        static string[] Codes(JsonObject reply) => [.. reply["history"]!.AsArray().Select(entry => entry![2]!.GetValue<string>())];
        Assert.Equal(["a + 1", "a + 2"], Codes(await client.AskAsync("history_request", new JsonObject { ["hist_access_type"] = "tail", ["n"] = 2, ["output"] = false })));
        Assert.Equal(["a + 1"], Codes(await client.AskAsync("history_request", new JsonObject { ["hist_access_type"] = "range", ["session"] = 0, ["start"] = 2, ["stop"] = 3, ["output"] = false })));
        Assert.Equal(["a + 1", "a + 2"], Codes(await client.AskAsync("history_request", new JsonObject { ["hist_access_type"] = "search", ["pattern"] = "a +*", ["unique"] = true, ["output"] = false })));
        var withOutput = await client.AskAsync("history_request", new JsonObject { ["hist_access_type"] = "tail", ["n"] = 1, ["output"] = true });
        Assert.Equal("3", withOutput["history"]![0]![2]![1]!.GetValue<string>());
    }

    [Fact]
    public async Task Comms_are_told_that_there_is_nobody()
    {
        await using var client = await KernelClient.StartAsync();
        Assert.Empty((await client.AskAsync("comm_info_request", []))["comms"]!.AsObject());
        string id = client.Send(client.Shell, "comm_open", new JsonObject { ["comm_id"] = "c1", ["target_name"] = "x", ["data"] = new JsonObject() });
        Assert.Contains("comm_close", Types(await client.PublishedForAsync(id)));
    }

    [Fact]
    public async Task The_heartbeat_comes_back_as_it_was()
    {
        await using var client = await KernelClient.StartAsync();
        var token = TestContext.Current.CancellationToken;
        await using var heart = await ZmtpClient.ConnectAsync(client.Connection.Address(client.Connection.HeartbeatPort), "REQ", [], token);
        heart.Send([[], "ping"u8.ToArray()]);
        var answer = await heart.Received.ReadAsync(token);
        Assert.Equal("ping"u8.ToArray(), answer[1]);
    }

    [Fact]
    public async Task Messages_that_are_unsigned_malformed_or_repeated_are_dropped_and_logged()
    {
        await using var client = await KernelClient.StartAsync();
        var stranger = new MessageCodec("another key");
        client.Shell.Send(stranger.Encode(stranger.Create("execute_request", new JsonObject { ["code"] = "1" }, null, [])));
        client.Shell.Send(["nonsense"u8.ToArray()]);
        client.Shell.Send(["<IDS|MSG>"u8.ToArray(), [], "{"u8.ToArray(), "{}"u8.ToArray(), "{}"u8.ToArray(), "{}"u8.ToArray()]);
        var own = new MessageCodec("a-secret-key");
        var nameless = own.Create("kernel_info_request", [], null, []);
        nameless.Header["msg_type"] = 5;
        client.Shell.Send(own.Encode(nameless));
        var frames = own.Encode(own.Create("kernel_info_request", [], null, []));
        client.Shell.Send(frames);
        client.Shell.Send(frames);
        await client.ReceiveAsync(client.Shell);
        var (reply, _) = await client.ExecuteAsync("8");
        Assert.Equal(("ok", 1), (reply["status"]!.GetValue<string>(), reply["execution_count"]!.GetValue<int>()));
        Assert.Equal(5, client.Log.Count(line => line.StartsWith("dropped: ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_peer_that_speaks_something_else_is_dropped_and_the_others_do_not_notice()
    {
        await using var client = await KernelClient.StartAsync();
        using (var stranger = new System.Net.Sockets.TcpClient("127.0.0.1", client.Connection.ShellPort))
        {
            await stranger.GetStream().WriteAsync("GET / HTTP/1.1\r\nHost: localhost\r\nUser-Agent: something that is long enough to fill a greeting\r\n\r\n"u8.ToArray(), TestContext.Current.CancellationToken);
            await Task.Delay(200, TestContext.Current.CancellationToken);
        }
        Assert.Equal("ok", (await client.ExecuteAsync("1")).Reply["status"]!.GetValue<string>());
        Assert.Contains(client.Log, line => line.Contains("does not speak ZMTP 3", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_question_mark_behind_a_name_opens_the_pager()
    {
        await using var client = await KernelClient.StartAsync();
        var (reply, _) = await client.ExecuteAsync("InputException?");
        Assert.Equal("page", reply["payload"]![0]!["source"]!.GetValue<string>());
        Assert.Contains("class InputException", reply["payload"]![0]!["data"]!["text/plain"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Much_text_arrives_whole_in_few_messages()
    {
        await using var client = await KernelClient.StartAsync();
        var (_, published) = await client.ExecuteAsync("for (int i = 0; i < 20_000; i++) Console.WriteLine(i);");
        var streams = published.Where(message => message.Type == "stream").ToList();
        Assert.Equal(string.Concat(Enumerable.Range(0, 20_000).Select(i => i + "\n")), string.Concat(streams.Select(message => message.Content["text"]!.GetValue<string>())));
        Assert.InRange(streams.Count, 1, 200);
    }
}
