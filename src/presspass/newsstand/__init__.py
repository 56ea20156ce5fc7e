"""The built-in publication: a folder of Markdown served as an ordinary origin."""
