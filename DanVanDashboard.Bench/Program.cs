Console.WriteLine("{\"ratios\":[]}");
