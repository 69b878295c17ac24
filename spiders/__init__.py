"""What finds articles: spiders, and the pure readers of feeds, sitemaps and links that they use."""
