"""What Scrapy lacks between the spider and the network: a frontier that outlives the run, politeness, bounds."""
